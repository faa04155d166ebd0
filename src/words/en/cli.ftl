# What the command says of itself and of its arguments.

## Commands
about-cetak = When does everyone have their card? Simulates a card-issuing office and reports dates with their chances
about-run = Simulate one scenario and report when everyone is served
about-compare = Simulate scenarios on the same chance events and report the differences from the first
about-trace = Run one replication and write one line for each event
about-check = Read scenario files and list every problem
about-init = Write a scenario file to begin with, explained line by line
about-list = List the built-in scenarios
about-help = Explain the program or one of its commands
after-cetak = Without a command, the built-in scenario "bangli" is run.

## Arguments
arg-scenario = A scenario file, or the name of a built-in scenario
arg-compared = Scenario files or names of built-in scenarios, two or more; the first is the reference
arg-checked = Scenario files or names of built-in scenarios
arg-init = The file to write; one that exists is kept
arg-command = The command to explain
arg-set = Lay a value over the scenario, as in printer.daily_limit=60; may be repeated
arg-replications = How many times to simulate, 1 to 100,000 [default: 1000; with --precision as many as it takes, at most 100,000]
arg-seed = The seed of all chance
arg-replication = Which replication of a run with this seed, counted from 1
arg-threads = Threads to use [default: one for each core]; changes no result
arg-lang = The language: id or en [default: from the environment]
arg-format = A page to read, JSON for programs, or CSV for spreadsheets
arg-output = Write the report to this file [default: standard output]
arg-lines = Write the lines to this file [default: standard output]
arg-nation-replications = How many times to simulate, 1 to 100,000 [default: 100; 1000 with --office]
arg-nation-by = Report how many people have a card by this date, as in 2017-06-22; may be repeated
arg-by = Report the chance that everyone is served by this date, as in 2017-06-22; may be repeated
arg-plot = Draw residents waiting and blanks on hand into this SVG file
arg-plot-compared = Draw the dates and the residents waiting of all scenarios into this SVG file
arg-quick = Do not try out what would help; takes less than half of the time
arg-precision = Simulate until the mean of working days (0.25wd) or a date (p90=3d) is this precise, with 95 % confidence
arg-select = Select the scenario with the fewest working days on average, by the least difference that still matters (0.5wd), and compare all on new simulations
about-merge = Put the parts of a run together and print its report
about-campaign = Spread many replications over processes or machines: a folder of jobs, its state, the answer so far
about-campaign-new = Write the jobs of one or more scenarios into a new folder
about-campaign-run = Work through the jobs that are neither done nor run elsewhere; any number of processes may do so at once
about-campaign-status = Say how far the jobs are, which ones failed, and how long the rest will take
about-campaign-answer = Print the answer over the replications that are done; exit code 1 while some are missing
arg-campaign = The folder of the campaign
arg-campaign-new = The folder to make; one that holds something else is kept as it is
arg-campaign-plans = Scenario files or names of built-in scenarios; the first is the reference
arg-campaign-replications = How many times to simulate each scenario, 1 to 100,000
arg-campaign-plan = Only this scenario, over all of its replications that are done
arg-jobs = Into how many jobs to cut the replications of each scenario [default: 16]
arg-job = Run only this job, also one that has failed three times
arg-again = Compute jobs that are done once more, and compare them bit by bit
about-replay = Repeat the run, comparison, sensitivity or nation of a JSON result; exit code 1 if any number differs
arg-part = Run only this part of the replications, as in 3/8, into the file of -o; go on if it was stopped
arg-parts = The files of all parts, in any order
arg-result = A result of run or compare, written with --format json
about-sensitivity = Rank the values that nobody knows by what they do to the date
arg-help = Print help
arg-version = Print version
about-promise = Answer a resident who asks when the card is printed
arg-table = Write a long table instead, as CSV or JSON
arg-recorded = The day on which the resident was recorded, as in 2016-11-12
arg-kecamatan = Where the resident lives
arg-no-suket = The resident holds no suket
arg-board = Report the safe dates for all recording dates and kecamatan, for the notice board

## The help page around them
help-usage = Usage
help-options = Options
help-arguments = Arguments
help-commands = Commands
help-any-options = OPTIONS
help-default = { $text } [default: { $value }]
help-possible = { $text } [possible values: { $values }]
value-scenario = FILE|NAME
value-folder = DIR
value-file = FILE
value-plot = FILE.svg
value-precision = WIDTH
value-select = WIDTH
value-set = KEY=VALUE
value-date = DATE
value-command = COMMAND
value-table = TABLE
value-name = NAME

## Arguments that cannot be understood
refused-as = error: { $what }
refused-tip = tip: { $what }
refused-more = For more information, try '--help'.
refused-count = { $found } is no whole number from { $low } to { $high }
refused-count-near = { $found } is no whole number from { $low } to { $high }; did you mean { $near }?
refused-unknown = unexpected argument '{ $found }' found
refused-similar = a similar argument exists: '{ $near }'
refused-command = unrecognized command '{ $found }'
refused-similar-command = a similar command exists: '{ $near }'
refused-run = a scenario is run with: cetak run { $found }
refused-several = several scenarios are compared with: cetak compare
refused-blanks = a text with blanks stands in quotes
refused-value = invalid value '{ $found }' for '{ $argument }'; possible values are { $known }
refused-value-why = invalid value '{ $found }' for '{ $argument }': { $why }
refused-value-missing = a value is required for '{ $argument }' but none was supplied
refused-similar-value = a similar value exists: '{ $near }'
refused-twice = the argument '{ $argument }' cannot be used multiple times
refused-beside = the argument '{ $argument }' cannot be used with { $other }
refused-part = --by, --table, --quick, --plot and --format belong to cetak merge, which puts the parts together
refused-missing = these required arguments were not provided: { $arguments }
refused-too-few = compare needs two scenarios or more; only one is named
refused-missing-command = the command is missing that follows: { $known }
refused-text = an argument is not readable text (UTF-8)
refused-otherwise = the arguments cannot be understood
about-sweep = Simulate a scenario with each value of a key or two, on the same chance events, in one table
about-find = Find how far a value may go for a goal to be reached; exit code 1 if no value reaches it
arg-vary = The values of a key, as in printer.daily_limit=50,60 or =30..60 or =30..60..5; twice for two keys with each other
arg-key = The key whose value is sought, as in blanks.deliveries[1].asked
arg-from = The value to begin with
arg-to = The value to come as near to as the goal allows
arg-step = The step between values [default: 1, or a day]
arg-goal = What is to be reached: "cleared by 2017-07-28 with 90 %", "served 95 % by 2017-06-30 with 80 %", or "no standstill until 2017-08-31 with 90 %"
value-vary = KEY=VALUES
value-key = KEY
value-value = VALUE
value-step = STEP
value-goal = GOAL
about-backlog = Make the backlog of a scenario from a register of recordings
arg-register = A register in CSV, with a row for each resident
arg-backlog = Write the backlog there, as a part of a scenario
about-fit = Fit distributions to a column of a CSV file, and rank them
arg-csv = A CSV file, with commas, semicolons or tabs
arg-column = The column, by its name or its number counted from 1 [default: the only one with numbers]
arg-unit = The unit of plain numbers, if they are times: s, min, h, d or wk
arg-fit-format = A page to read, or JSON for programs
value-unit = UNIT

about-nation = Simulate all offices of a nation, which share the blanks of the ministry
arg-nation = A nation file
arg-office = Run this office alone, by its code; it has the same bits as among all
arg-rule = Allot blanks by this rule in place of the file's; with several, compare them on the same chance events
arg-plot-nation = Draw the offices into this SVG file, by province; of several rules one below the other
value-rule = RULE
value-code = CODE
arg-part-offices = With --part: only this part of the offices, where the rule is static
cli-rule-twice = the rule { $rule } is named twice; wanted each rule once
cli-part-rules = a part has one rule of allotment; run the parts of each rule by themselves
cli-nation-table = --table is not there for the parts of a nation; --format csv has every office and measure
arg-campaign-rule = Of a nation: allot blanks by this rule in place of the file's; may be repeated, and the rules are then compared
arg-campaign-offices = Of a nation with a static rule: cut each job into so many again, of a part of the offices each
arg-keep = Keep the replications in this file while they are run; after a kill the same command goes on after them
cli-rule-office = found a rule of allotment; wanted one nation file beside it
