"""Two documents side by side, as an analyst compares them: facts, slots, sentences, formulae. Every word is cited."""
