# Problems in scenario files.
kind-table = a table
number-out-of-range = is { $found }, but must be a number from { $low } to { $high }
