# Every target is a command of dev.py, which needs nothing but Python 3.11+ (and Node 20.19+).
PYTHON ?= python3
COMMANDS := run test setup lint fix types api migration e2e test-servers bench eval train shots samples lock check clean secrets stack-test coverage frontend-test editions reading lint-deploy drill-pictures bench-queries bench-web

.PHONY: help $(COMMANDS)
help:
	@$(PYTHON) dev.py help
$(COMMANDS):
	@$(PYTHON) dev.py $@ $(ARGS)
