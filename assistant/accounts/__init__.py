"""Who may use the page: the users file, passwords and tokens, sessions, attempts that are limited."""
