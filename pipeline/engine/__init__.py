"""How documents are carried through the stages: one at a time, or all of raw/ at once."""
