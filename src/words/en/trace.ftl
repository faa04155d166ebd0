# One line an event, as `cetak trace` prints them.

trace-opens = the office opens
trace-closes = the office closes; waiting: { $waiting }, blanks on hand: { $blanks }
trace-printed = card for resident { $resident } of { $kecamatan }, recorded on { $recorded }
trace-spoiled = misprint; resident { $resident } of { $kecamatan } keeps the place in the queue
trace-broke = { $what }; the printer breaks
trace-repaired = repaired
trace-printer-arrives = the printer arrives
trace-printer-leaves = the printer is taken away
trace-printer-returns = the printer is back
trace-upgrade-done = upgraded, can print from the next opening hour
trace-outage-begins = outage begins: { $sites }
trace-outage-ends = outage over: { $sites }
trace-blanks-arrive = { $pieces ->
    [one] { $pieces } blank arrives
   *[other] { $pieces } blanks arrive
}, { $blanks } on hand
trace-ribbons-arrive = { $pieces ->
    [one] { $pieces } ribbon arrives
   *[other] { $pieces } ribbons arrive
}
trace-horizon = the horizon is reached
trace-printer = { $site }/printer { $number }
trace-office = office
trace-drawn = not known, drawn: { $key } = { $value }
trace-all-sites = all sites
