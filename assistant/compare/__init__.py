"""Documents held against each other: two side by side, or a wording through all of them. Every word is cited."""
