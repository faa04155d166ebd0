# Problems in scenario files: what was found, what was wanted.

problem-at = { $place }: { $what }
problem-of = { $place }: { $key }: { $what }
warning-at = { $place }: warning: { $what }
warning-of = { $place }: warning: { $key }: { $what }
problems-more = … and { $count ->
    [one] 1 more problem
   *[other] { $count } more problems
}
warnings-more = … and { $count ->
    [one] 1 more warning
   *[other] { $count } more warnings
}
either-or = { $rest } or { $last }

# Files
file-missing = there is no file { $file }; wanted the path of a scenario file, or the name of a built-in scenario without .toml
file-missing-builtin = there is no file { $file }; did you mean the built-in scenario { $near }, which is written without .toml?
file-missing-near = there is no file { $file }; did you mean { $near }, which is there?
file-unknown-file = found "{ $name }", which is no built-in scenario; did you mean the file { $near }? A file is named with its ending
file-directory = { $file } is a folder; wanted a scenario file
file-special = { $file } is a pipe, a socket or a device; wanted a scenario file
file-unreadable = { $file } cannot be read ({ $detail }); wanted a readable scenario file
file-large = { $file } is larger than 1 MiB; wanted a scenario file, which is a few kilobytes
file-not-utf8 = found bytes that are not UTF-8 text in this line; wanted a text file saved as UTF-8
file-foreign = found a text that is no scenario; wanted a TOML file with lines such as start = 2017-04-26 (cetak init writes one to begin with)
file-document = found a document of a spreadsheet or word processor; wanted plain text, saved with the ending .toml
file-syntax = found { $line }; wanted TOML ({ $detail })
file-value = found { $line }: { $detail }
file-mended = found { $line }; wanted { $mended } ({ $detail })
file-unquoted = found { $line }; wanted { $mended } ({ $detail })
file-pasted-heads = found the heads of columns ({ $heads }) and { $rows ->
    [one] one row
   *[other] { $rows } rows
} of a spreadsheet; wanted { $wanted }; the heads are not written
file-pasted = found { $rows ->
    [one] a row
   *[other] { $rows } rows
} of a spreadsheet; wanted { $wanted }
pasted-places = a section for each row, as in { $heading } with { $line } in the line below it
pasted-list = a list with a table in braces for each row, as in { $line }
pasted-keys = a line for each value, with the key, an equals sign and the value, as in { $line }
key-long = found a key of { $found } parts; wanted { $most } at most
too-deep = found tables or lists more than { $most } deep in each other; wanted { $most } levels at most
file-unknown = found "{ $name }", which is no built-in scenario; wanted one of { $known }, or a path that ends in .toml
file-unknown-near = found "{ $name }", which is no built-in scenario; did you mean "{ $near }"? A path ends in .toml
extends-circle = the scenarios extend each other in a circle: { $circle }; wanted a last one that extends nothing
extends-long = found more than { $most } scenarios that extend each other; wanted { $most } at most
extends-set = extends cannot be changed with --set; wanted it in a file
wanted-extends = found something that is no text; wanted a path such as "base.toml", or the name of a built-in scenario such as "bangli"

# What is wrong with a line as TOML
toml-no-value = a value is missing after the equals sign
toml-no-equals = the equals sign after the key is missing; a key of several words stands in quotes
toml-extra-equals = there is one equals sign too many
toml-key-twice = this key stands here twice
toml-section-twice = this section is there before; wanted it once, with all its keys
toml-no-quotes = this is no number, no date, not true or false, and text stands in quotes
toml-open-quotes = the quotes of a text do not open and close in one line
toml-bad-text = a text in double quotes has a character that may not stand there; a backslash is written twice
toml-open-heading = the square brackets of a heading do not close
toml-heading = a heading stands in square brackets
toml-open-list = the square brackets of a list do not close
toml-open-table = the braces do not close
toml-no-comma = a comma is missing
toml-extra-comma = there is one comma too many
toml-more = something stands after the value; decimals have a point, and each key stands in a line of its own
toml-bad-key = a key without quotes has only the letters a to z, digits, "_" and "-"
toml-bad-number = this is not a number as it is written here: digits without separators or leading zeros, with one point before decimals
toml-bad-date = there is no such date
toml-bad-time = there is no such date or time
toml-whole = a whole number is wanted here, without decimals
toml-date-order = a date is written as year-month-day
toml-percent = a share is written as a part of 1
toml-weight = the share of a kecamatan is a plain number beside those of the others, as 26 beside 74
toml-comma = decimals have a point
toml-thousands = a number has no commas: wanted { $thousands } if thousands are meant, { $plain } if not
toml-flag = yes is written as true and no as false
toml-typographic = text stands in plain quotes, "…"
toml-bad-list = a list has values alone, and each value in braces has its key before it
toml-hidden = there is a character that cannot be seen
toml-other = it is not written as a key, an equals sign and a value

# Keys
unknown-key = there is no such key; did you mean { $near }?
unknown-key-known = there is no such key; known here are { $known }
misplaced-key = there is no such key here; wanted { $whole }
misplaced-root = there is no such key here; wanted it at the beginning of the file, above the first heading in brackets
no-such-item = there is no item { $item }; the list has { $count ->
    [0] no items
    [one] 1 item
   *[other] { $count } items
}
no-such-list = the scenario has no such list, so no item of it can be set; wanted the key of a list that is there
unknown-name = there is none of this name; did you mean "{ $near }"?
unknown-name-known = there is none of this name; known are { $known }
bad-name = found a name that cannot be used; wanted 1 to 60 characters without a slash or blanks at its ends
missing-key = found nothing; wanted { $wanted }

# Values
wrong-value = found { $found }; wanted { $wanted }
wrong-value-near = found { $found }; wanted { $wanted }; did you mean { $near }?
wrong-value-unknown = found { $found }; wanted { $wanted }; a value that nobody knows yet is written {"{"} uncertain = "…", why = "…" {"}"}
wrong-value-because = found { $found }; wanted { $wanted } ({ $detail })
found-list = a list
found-table = a table
too-many = found { $found }; wanted { $most } at most
twice = found { $found } twice; wanted it once
number-or-thousands = { $found } is { $value } here; wanted { $thousands } if thousands are meant, { $plain } if not

wanted-table = a table whose keys are names
wanted-table-of = a table with keys such as { $keys }
wanted-double-brackets = a list of tables, headed by [[{ $name }]] with two brackets
wanted-list = a list, in [square brackets]
wanted-name = text of 1 to 60 characters without a slash or blanks at its ends, in quotes
wanted-title = text of 1 to 120 characters, in quotes
wanted-both-languages = text in quotes, or text in both languages: {"{"} en = "…", id = "…" {"}"}
wanted-source = text of 1 to 120 characters that says where the value is from, in quotes
wanted-count = a whole number from { $low } to { $high }, written without points, commas and quotes
wanted-number = a number from { $low } to { $high }, with a point before decimals
wanted-numbers = a number, or a distribution of numbers such as "poisson(12)" or "weibull(1.5, 20000)"
wanted-mean = a number or distribution with a mean from { $low } to { $high }
wanted-not-negative = a distribution without negative draws
wanted-share = a number from 0 to 1, such as 0.05 for 5 %
wanted-flag = true or false, without quotes
wanted-one-of = { $choices }
wanted-date = a date from 1900 to 2199, such as 2017-04-26
wanted-year = a date with its year, as in { $example }
wanted-date-from = a date not before { $first }
wanted-date-until = a date not after { $last }
wanted-date-before = a date before the start, { $start }
wanted-received = a date not after the start, { $start }; what comes later is a delivery
wanted-horizon = a date at most 30 years after the start, { $start }
wanted-date-or-asked = the date of arrival, or asked = a date and arrives_after = a time
wanted-moment = a date such as 2017-04-26, or a date and time of whole minutes such as 2017-04-26T12:00
wanted-moment-after = an end after { $first }
wanted-hours = hours such as "07:30-15:30" or "07:30-12:00, 13:00-15:30", or "closed"
wanted-duration = a time with its unit such as "3 min", or a distribution such as "lognormal(7 d, 2)"; units are s, min, h, d, wk
wanted-no-working-days = a time in calendar days, such as "7 d"; working days (wd) stand only in done, work and arrives_after
wanted-seldom = a number or distribution of which fewer than one draw in 1,000,000,000 exceeds { $most }
wanted-mean-duration = a time or distribution with a mean from { $low } to { $high }
wanted-delay = a time such as "14 d" or "10 wd" (working days), or a distribution such as "uniform(14 d, 56 d)"
wanted-upgrade = a date, "done", "never", a time after the start such as "14 d" or "10 wd" (working days), or a distribution such as "lognormal(10 wd, 1.8)"
wanted-one-unit = either working days (wd) or other units, not both in one distribution
wanted-outage = from with until or with lasts for one outage, or every and lasts for outages at random
wanted-sites = at least one site, as in [sites.Susut]
wanted-printers = a number of printers from 0 to { $most }, or a list of printers such as [{"{"} daily_limit = 60 {"}"}]
wanted-kecamatan = the name of a kecamatan

# What does not go together
no-office = found "{ $routing }", but no site is the office; wanted office = true at one site, or another routing
two-offices = found a second office, "{ $first }" is one already; wanted office = true at one site only
site-of-nobody = no kecamatan has this name, so this site serves nobody under the routing "{ $routing }"; wanted kecamatan = one of { $known } beside it, or office = true
site-of-nobody-near = no kecamatan has this name, so this site serves nobody; did you mean "{ $near }"?
no-share = found a share of 0 for every kecamatan; wanted a share above 0 for at least one
either-done-or-work = found both done and work; wanted one of them: done says when the upgrade ends, work how long the crew needs
either-fixed-or-random = found both from or until and every or lasts; wanted from with until or with lasts for one outage, or every and lasts for outages at random
either-date-or-asked = found both date and asked; wanted date for a day that is known, or asked and arrives_after for one that is not
delay-without-asked = found arrives_after beside date; wanted it beside asked, the day from which it counts
crew-without-work = found { $sites } without work for the crew; wanted only sites whose upgrade has work
crew-lacks = found an order without { $sites }; wanted every site whose upgrade has work
allotment-of-pooled = found an allotment of pooled blanks; wanted held = "by-site" beside it
allotment-empty = found no weight above 0; wanted at least one
site-of-pooled = found a site for a delivery to a pooled stock; wanted held = "by-site" in [blanks], or no site
holidays-of-others = found holidays of { $given } only, but the scenario runs from { $start } to { $horizon }; did you mean { $near }?
holidays-lacking = found holidays of { $given } only; wanted those of { $lacking } too, for the scenario runs from { $start } to { $horizon }
plan-refused = the scenario contradicts itself: { $detail }

# Warnings
sum-differs = { $parts } = { $sum } is not the total of { $total }; both are kept
shares-beyond-one = the shares are written as parts of 1 and are { $sum } together; they count as parts of that sum, and a kecamatan without a share has 1
start-closed = { $start } is a closed day; printing begins on the next open one
all-misprinted = every card is misprinted; 1 % is written 0.01
blanks-short = { $blanks ->
    [one] { $blanks } blank is fewer
   *[other] { $blanks } blanks are fewer
} than the { $backlog } residents who wait, and there is no delivery: the backlog cannot clear
limit-unreachable = { $limit ->
    [one] { $limit } card of { $each } min does not fit
   *[other] { $limit } cards of { $each } min do not fit
} into the longest day, { $longest }: this limit is never reached
idle-repair = this value has no effect: without life no printer ever fails
idle-wear = this value has no effect: it counts only beside life and an overload above 0
idle-overload = this value has no effect: with an overload of 0 no card is printed beyond the daily limit
nothing-prints = no site will ever print: each has no printer or an upgrade that is never done
nobody-serves = no site that will ever print may serve this kecamatan under the routing "{ $routing }": its residents wait for ever
site-name-near = no kecamatan has this name; did you mean "{ $near }"?
observation-outside = an observation lies outside the simulated time, { $start } to { $horizon }
set-idle = this value has no effect: everything is the same without it
set-idle-kecamatan = this value has no effect, because every kecamatan has its own; change for example { $key }
set-idle-printers = this value has no effect, because every printer has its own; change for example { $key }
much-memory = one replication needs about { $megabytes } MB of memory, and each thread runs one; fewer --threads need less

## Values that nobody knows
unknown-too-many = more than { $most } values are not known; fix the others
unknown-too-many-ends = the values that are not known have more than { $most } ends and choices together; fix some, or give fewer choices
unknown-key-in = unknown key { $key }; a value that nobody knows has uncertain or one_of, and why
unknown-key-near = unknown key { $key }, did you mean { $near }? A value that nobody knows has uncertain or one_of, and why
unknown-why = why is a text of at most { $most } characters
unknown-both = both uncertain and one_of; wanted one of them
unknown-law = wanted a distribution as in uncertain = "triangular(50, 50, 80)"
unknown-here = this value must be known: names, routing, start, horizon, holidays and observations cannot be uncertain
unknown-unbounded = "{ $found }" has no upper end; wanted a distribution with two ends, such as uniform, triangular or pert
unknown-unreadable = "{ $found }" cannot be used: { $detail }
unknown-unreadable-near = found "{ $found }"; did you mean "{ $near }"?
unknown-choices = wanted values with their weights, as in one_of = [["closed", 3], ["08:00-12:00", 1]], at most { $most }
unknown-together = nobody knows { $values }, and if it turns out so: { $what }
unknown-drawn = replication { $replication } draws { $values } for what nobody knows: { $what }. Narrow what these values may be, so that every replication can be run

## Nations
nation-here = this file describes a nation; run it with cetak nation
nation-none = there is no [nation] in this file; a scenario of one office is run with cetak run
nation-of-table = this has no place in what all offices share: it stands in the table of offices, or in [nation]
table-empty = there is nothing in the table; wanted a line of heads, and a line for each row
table-no-column = the table has no column { $name }; its columns are { $known }, of which { $required } must be there
table-no-column-near = the table has no column { $name }; is it the one called { $near }?
wanted-outage-beyond = a time that reaches beyond the start of the simulation
wanted-by-date = the name of a CSV file in quotes, or a table in CSV between three quotes, with the columns kecamatan, recorded, suket and residents
wanted-yes-or-no = yes or no
by-date-nobody = nobody waits in the table; for an office where nobody waits, leave by_date out and write total = 0
by-date-beside = by_date says this already; leave one of them out
table-missing = there is no file { $file }; wanted a table in CSV
table-unreadable = { $file } cannot be read ({ $detail }); wanted a table in CSV
table-none = { $file } is no file with a table, or is larger than 1 MiB; wanted a CSV file
table-document = { $file } is a document of a spreadsheet; wanted it saved as CSV
table-not-utf8 = { $file } is no text in UTF-8; wanted it saved as CSV in UTF-8
nation-code-twice = line { $line } has the code { $code } too; wanted one line per office
table-column-twice = the columns { $first } and { $second } both mean { $name }; wanted one of them
table-column-ignored = nothing reads the column { $found }; if it is meant as { $name }, call it that
nation-too-many-people = the table has { $found } people, those to be recorded included; at most { $most } can be simulated
wanted-table-file = the path of the table of offices, a CSV file, in quotes
wanted-allotment = the rule by which blanks are allotted, such as "need"
wanted-code = a code of 1 to 30 letters, digits, points and hyphens, such as 51.06
wanted-name-of-office = a name of at most { $most } characters, on one line
