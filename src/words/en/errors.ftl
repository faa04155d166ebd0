# Errors of time, chance, resources, the engine and experiments.
# Each is one line in which only `{ $name }` stands for something else: without the feature `office` a few lines of code fill them in.

in-english = { $detail }
io-read-only = it is read-only
io-not-found = there is no such file or folder
io-not-found-near = there is no such file, did you mean { $near }?
io-not-allowed = there is no permission
io-is-folder = it is a folder
io-no-folder = a part of its path is a file and no folder
io-exists = it is there already
io-full = the disk is full
io-quota = there is no room left for this user
io-too-large = the file would be too large
io-name = the name cannot be used, or is too long
io-busy = another program uses it
io-network = the network or the drive does not answer
io-reader-gone = the reader has gone away
io-no-text = it is not text in UTF-8
json-place = line { $line }, column { $column }
io-memory = there is not enough memory

## Time
time-unreadable = found "{ $found }"; wanted days and a time of day, as in 12d 08:30:00
span-unreadable = "{ $found }" is not a duration: { $wanted }
span-no-unit = "{ $found }" has no unit: { $wanted }
span-unknown-unit = "{ $found }" has the unknown unit "{ $unit }": { $wanted }
span-wanted = a duration is written as a number and one of the units s, min, h, d, wk, as in "4 min"
span-too-long = "{ $found }" is too long: simulated time ends after 292,000 years

## Distributions as written
number-unreadable = "{ $found }" is not a plain number, which is wanted here without a unit
count-unreadable = "{ $found }" is not a whole number, which is wanted here
distribution-unknown = "{ $found }" is not a distribution: known are { $known }
distribution-unknown-near = "{ $found }" is not a distribution, did you mean { $near }? Known are { $known }
distribution-open = "{ $found }" does not end with the closing bracket of { $name }(…)
distribution-bare = { $name } lacks its parameters: write { $usage }
distribution-count = { $name }: the number of parameters is { $found }, but must be { $wanted }: write { $usage }
distribution-mixed = { $name } mixes named parameters with unnamed ones: name all of { $known } or none
distribution-parameter-unknown = { $name } has no parameter "{ $found }": it has { $known }
distribution-parameter-near = { $name } has no parameter "{ $found }", did you mean { $near }? It has { $known }
distribution-parameter-twice = { $name } has the parameter { $found } twice
distribution-because = { $name } distribution: { $detail }

## Distributions as meant
distribution-refused = { $name } distribution: the { $parameter } is { $found }, but must be { $wanted }
distribution-not-negative = 0 or more
distribution-positive = more than 0
distribution-at-most = at most { $most }
distribution-at-least = at least the { $lower }, { $least }
distribution-shape = a plain number between 0.01 and 1000000
distribution-spread = a plain number, at least 1 (two thirds of the draws lie between median / spread and median × spread)
distribution-poisson = between 0 and 1000000000
distribution-empty = { $name } distribution: the list is empty, but must be at least one entry long
distribution-no-phase = erlang distribution: the number of phases is 0, but must be at least 1
distribution-of-counts = { $name } distribution: it is of counts, but a duration is wanted here
distribution-mean = { $written }: the mean of this distribution is beyond { $most }, the largest that can be computed with
distribution-negative-draws = its draws may be negative, but a duration is wanted here: write "truncated_normal(mean, sd, min, max)"
distribution-cut-away = { $written }: less than a millionth of this normal distribution lies between the limits
distribution-probability = from { $least } to 1
distribution-weight = more than 0, and finite
distribution-no-pair = "{ $found }" lacks the number after a colon, as in "3 min: 0.5"
distribution-points-fall = piecewise_linear distribution: neither values nor probabilities may fall from point to point, but { $found }: { $probability } does
distribution-first-probability = 0 at the first value
distribution-last-probability = 1 at the last value
largest-number = 1e300
largest-span = 285 years

## Arrivals
arrivals-attendance = the attendance is { $found }, but must be from 0 to 1
rates-order = a rate from { $second } follows one from { $first }: their times must rise
rates-negative = the rate is { $found }, but must be 0 or more
rates-zero = the rate is never above 0, so nobody would ever come
rates-outside = a rate from { $from } is outside the period of { $period }

design-no-inputs = the design has no inputs, but must vary at least one
design-input-twice = two inputs of the design have the name "{ $name }"
design-input-range = input "{ $name }": its range is from { $low } to { $high }, but must rise and be finite
design-dimensions = the number of dimensions is { $found }, but Sobol' points have at most { $most }: a design of indices takes two for each input

evidence-no-inputs = there is no input that is known from data, but there must be at least one
evidence-too-few = input "{ $name }": the number of observations is { $found }, but must be at least { $fewest }
evidence-not-an-observation = input "{ $name }": observation { $number } is negative, too large or no number
evidence-all-equal = input "{ $name }": all observations are { $value }, so they do not tell how far it may vary
evidence-no-fit = input "{ $name }": no { $family } distribution can have given these observations
evidence-share = input "{ $name }": { $found } of { $trials } trials; wanted at least 2 trials, and at most all of them
evidence-too-few-draws = { $draws } draws of { $replications } replications are too few; wanted at least { $fewest } draws of at least 2

fit-too-few = the number of observations is { $found }, but must be at least { $fewest }
fit-not-an-observation = observation { $number } is negative, too large or no number
fit-all-equal = all observations are { $value }: write this value in place of a distribution

register-no-column = the register has no column for: { $missing }; wanted a line of heads with, for example, NIK, Kecamatan, Tanggal Perekaman, Status and No. Suket
register-empty = there is no row in the register; wanted a line of heads, and a row for each resident
register-no-kecamatan = the column of the kecamatan holds more than { $most } different texts, so it holds something else
register-workbook = this is a document of a spreadsheet; save it as CSV first
csv-unreadable = cannot be read ({ $detail })
csv-too-large = is larger than { $most } MiB
csv-json = is JSON; wanted a CSV file, with a head such as minutes in the first line and one observation in each line below it
csv-empty = has no rows
csv-no-numbers = no column has numbers in most of its rows
csv-several-columns = several columns hold numbers, name one with --column: { $names }
csv-no-head = --column { $found }: the file has no head with names; number the column, from 1 to { $wide }
csv-no-column = --column { $found }: there is no such column; known are { $known }
csv-no-column-near = --column { $found }: there is no such column, did you mean { $near }? Known are { $known }
csv-no-value = line { $line }: "{ $found }" is neither a number nor a time such as 3 min
csv-text = line { $line }: the cell holds text, where a number or a time is wanted
csv-identity = line { $line }: the cell looks like the number of an identity card, not like an observation
csv-thousands = line { $line }: "{ $found }" may be meant as thousands; write 1200, or 1.2000
csv-clock = line { $line }: "{ $found }" may be minutes and seconds or hours and minutes; say which with --unit min or --unit h
csv-no-duration = line { $line }: "{ $found }" is no duration
csv-unit-lacks = line { $line }: the number has no unit, where other rows have one; give it with --unit
csv-more = and { $count } more rows
unit-unknown = "{ $found }" is no unit of time; known are s, min, h, d, wk

## Opening hours
opening-backward = an opening begins at { $open } and ends at { $close }, but must end later than it begins
opening-order = an opening begins at { $open }, but the one before it ends at { $last }: openings must be in order and apart
opening-long = the openings until { $close } are longer in all than a span can be, about 292,000 years

## Checkpoints and lines of events
checkpoint-unwritable = the checkpoint cannot be written: { $detail }
checkpoint-unreadable = the checkpoint cannot be read: { $detail }
checkpoint-unsavable = the state cannot be saved: at { $place }, { $detail }
checkpoint-cut-off = the checkpoint is cut off; wanted format { $format } as { $program } writes it
checkpoint-alien = this is not a checkpoint ({ $detail }); wanted format { $format } as { $program } writes it
checkpoint-format = the checkpoint has format { $found }, written by { $writer }; wanted format { $format }, which { $program } reads
checkpoint-program = the checkpoint was written by { $writer }; wanted { $program }, because another version may go on by other rules
checkpoint-digest = the checkpoint belongs to digest "{ $found }"; wanted "{ $wanted }": the scenario or its options have changed since
checkpoint-changed = the checkpoint was changed after it was written; wanted the file as it was saved
checkpoint-state = the checkpoint holds another kind of state than wanted: { $detail }
events-unwritable = the trace cannot be written: { $detail }
events-no-json = at { $now }: the event cannot be put into JSON: { $detail }

## Experiments
experiment-no-replication = 0 replications were asked for; at least 1 is wanted
experiment-no-thread = 0 threads were asked for; at least 1 is wanted
experiment-threads = the threads could not be started: { $detail }
experiment-stopped = stopped before the first replication was done
experiment-other-results = these results are of another experiment; wanted results with the same name, inputs, seed and outputs
experiment-too-many = a replication has a number up to { $most }; no more can be added
replay-unreadable = the result cannot be read: { $detail }
replay-alien = this is not JSON ({ $detail }); wanted a result of cetak run, cetak compare, cetak sensitivity or cetak nation with --format json
replay-no-result = this is not a result that can be repeated; wanted one of cetak run, cetak compare, cetak sensitivity or cetak nation with --format json
replay-so-far = the result rests on the part of its replications that was done when it was written, so it cannot be repeated; wanted one of all its replications
replay-no-scenario = the result carries no scenario file, so it cannot be repeated
replay-version = the result was written by version { $writer }; this is { $program }, and only the same version repeats every number
sensitivity-nothing-unknown = nothing in this scenario is unknown; wanted a value such as { $example }
sensitivity-too-few = the number of replications is { $found }, but must be at least { $wanted } to tell what matters
experiment-stopped-warm-up = the model stopped at { $now }; wanted a run that goes on after the warm-up, which ends at { $end }
experiment-empty-world = the model makes nothing that can be reported (a Resource, Pool, ProcessorSharing, BatchServer, Stock, or Store with statistics); name outputs and take Experiment::of_processes
experiment-same-name = two things that the model makes are called "{ $name }"; give each a name of its own
experiment-other-world = in this replication the model makes other things than in the first; name the outputs and take Experiment::of_processes
experiment-circle = at { $now } { $waiting } wait for one another and can never go on, although others do, first of all: { $first }
experiment-in-replication = replication { $replication }: { $error }
experiment-not-finite = replication { $replication }: the output "{ $name }" is { $value }, and no number; if it may not happen, let the output be missing or a time to an event
experiment-deadlock = at { $now } nothing more can happen and { $waiting } still wait, first of all: { $first }
part-unreadable = "{ $found }" is no part of a run; wanted a number and the number of parts, such as 3/8
part-too-many-offices = { $offices } offices cannot be cut into more than { $offices } parts
part-too-many = { $replications } replications cannot be cut into { $parts } parts; at most { $replications } are possible
part-unreadable-file = the part cannot be read: { $detail }
part-unwritable = the part cannot be written: { $detail }
part-busy = another process is running this part
part-none = this is no part file, or its first line was changed; wanted a file that cetak wrote as a part of a run
part-version = the part was written by { $writer }; wanted { $program }, because another version may go on by other rules
part-there = the file is there and holds something else ({ $differs }); nothing was changed
part-cut-off = the file is there, but it is cut off; delete it, and run the part again
part-bytes-cut-off = the part that came for this file is cut off; run it again
part-differs = { $one } and { $other } hold the same replications and differ; both are kept. One of the machines computes wrongly, or a file was changed
part-changed = replication { $replication } was changed after it was written
part-kind = replication { $replication } holds another kind of outcome than wanted
part-not-of-plan = a replication holds numbers that its scenario cannot have
part-stopped = stopped; { $done } of { $all } replications of this part are stored, and the same command goes on after them
part-file = { $file }: { $wrong }
part-of-another = { $file } is not of the same run as { $first }: { $differs }
part-other-digest = the scenario or its values differ: { $one } and { $other }
part-other-seed = the seeds are { $one } and { $other }
part-other-number = the runs have { $one } and { $other } replications
part-shorter = it is of a run of { $one } replications, and { $other } are wanted now: only a finished file of part 1/1 goes on with more, as part 1/1; run other parts into new files
part-other-about = the texts of the scenario differ
part-other-range = it is of replications { $first } to { $last }, not { $wanted-first } to { $wanted-last }
part-missing = replications { $first } to { $last } are missing
part-missing-one = replication { $first } is missing
part-twice = replications { $first } to { $last } are in { $one } and in { $other }
part-no-file = there is no part
part-offices-missing = offices { $first } to { $last } of the table are missing
part-offices-twice = offices { $first } to { $last } of the table are in two parts
comparison-too-few = { $found } experiments are to be compared; at least 2 are wanted
comparison-unlike = the results of "{ $name }" cannot be paired with the first; wanted the same outputs, seed and replications
precision-no-mean = { $name } has no honest mean: of { $replications } replications, { $unknown } have no value or a censored one; ask for the precision of a quantile, such as P90
batches-too-few = the run of { $observed } observations is too short for batch means; at least { $least } are wanted
batches-correlated = the run of { $observed } observations is too short for batch means: the correlation of neighbouring 32nds of batches is { $found }, above { $most }; some { $needed } observations or more are wanted, or fewer batches
warm-up-too-short = a run of { $observed } observations is too short to tell where its start ends; at least { $least } are wanted
warm-up-late = of a run of { $observed } observations the first { $cut } would have to be discarded, more than half; at least { $least } observations are wanted, and if the cut moves along with the end, the run has no steady state
over-time-gaps = "{ $name }" has steps in which a replication observed nothing, so it cannot tell whether the warm-up is long enough; longer steps are wanted
over-time-few-steps = "{ $name }" has { $steps } steps, too few to tell whether the warm-up is long enough; at least { $least } are wanted, so shorter ones or a longer run
over-time-run-short = a run of { $length } is too short for a steady state of "{ $name }": by MSER-5 the first { $cut } would have to be left out; at least { $least } are wanted, and if the cut moves along with the end, there is no steady state
over-time-warm-up-short = the warm-up of { $warm_up } is too short: by MSER-5 the first { $cut } of "{ $name }" are to be left out, and what lies between differs from what follows
selection-budget = a budget of { $budget } replications is less than the { $least } first ones
selection-no-mean = { $alternative } has no honest mean of { $name }: a replication has no value or a censored one; select by another output, or compare quantiles
selection-too-many = the selection needs { $needed } replications of an alternative, and at most { $most } are allowed; allow more, or a wider indifference zone
