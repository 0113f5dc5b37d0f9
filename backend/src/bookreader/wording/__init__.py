"""English wording of descriptions by a language model, when the operator has set one."""
