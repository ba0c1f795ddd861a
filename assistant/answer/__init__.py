"""From hits to an answer in which every sentence is cited, or to a refusal that says what was searched."""
