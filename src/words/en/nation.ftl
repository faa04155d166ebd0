# The page of a nation, and rules of allotment compared.

## Rules
rule-need = by need
rule-capacity = by capacity
rule-equal-lots = in equal lots
rule-lowest-coverage = lowest coverage first
rule-largest-expiry = largest expiry first
rule-longest-wait = longest wait first
allotted-need = By need: the ministry splits each lot in proportion to those who wait at an office at the start and will be recorded there until the horizon.
allotted-capacity = By capacity: the ministry splits each lot in proportion to the cards that the printers of an office may print in a day.
allotted-equal-lots = In equal lots: every office gets the same of each lot.
allotted-lowest-coverage = Lowest coverage first: the office in which the smallest share of all who came has a card gets what it needs, then the next, until the lot is used up.
allotted-largest-expiry = Largest expiry first: the office in which the most wait whose suket has expired gets what it needs, then the next, until the lot is used up.
allotted-longest-wait = Longest wait first: the office in which somebody waits who was recorded earliest gets what it needs, then the next, until the lot is used up.

## The answer
nation-title = { $offices ->
    [one] One office
   *[other] { $offices } offices
}{ $provinces ->
    [0] {""}
    [one] {" "}in one province
   *[other] {" "}in { $provinces } provinces
}, { $replications ->
    [one] simulated once
   *[other] simulated { $replications } times
}, from { $start } to { $horizon }. Rule of allotment: { $rule }.
nation-served = By the horizon, { $horizon }, { $served } of the { $people } people who came have a card, { $share } (medians of the futures; P10 – P90: { $spread }).
nation-too-few = No rule of allotment can give everybody a card: the ministry has { $blanks ->
    [one] { $blanks } blank
   *[other] { $blanks } blanks
} in all, and in every future at least { $without ->
    [one] { $without } person more than that comes
   *[other] { $without } people more than that come
}.
nation-nine-of-ten = { $offices ->
    [one] The office has served
   *[other] Nine out of ten offices, { $count } of { $offices }, have served
} 95 % of those who wait there at the start by { $date } in half of the futures.
nation-nine-of-ten-late = In { $late } { $offices ->
    [one] the office has not served
   *[other] fewer than nine out of ten offices, { $count } of { $offices }, have served
} 95 % of those who wait there at the start by the horizon.
nation-starved-none = No office is starved at the horizon in any of the futures: wherever somebody waits, there are blanks.
nation-starved = At the horizon { $count } of { $offices } offices, with { $kecamatan } kecamatan, { $count ->
    [one] is
   *[other] are
} starved: somebody waits there, and there is no blank (medians; P10 – P90: { $spread }).
nation-starved-most = Starved most often: { $names }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more in at least half of the futures
}.
nation-idle = In { $futures } blanks lie idle while offices are starved: { $blanks ->
    [one] { $blanks } blank
   *[other] { $blanks } blanks
} at { $offices ->
    [one] { $offices } office
   *[other] { $offices } offices
} where nobody waits, while { $waiting ->
    [one] { $waiting } person waits
   *[other] { $waiting } people wait
} at the starved ones (medians).
nation-idle-try = Whether another rule helps was not tried:
nation-other-helps = Another rule, tried in { $tried ->
    [one] the first future
   *[other] the first { $tried } futures
}: with "{ $rule }" { $count } more people have a card by the horizon on average (95 % interval { $interval }). In full, and which offices lose by it:
nation-compare = cetak nation FILE --rule { $now } --rule { $other }
nation-other-not = Other rules, tried in { $tried ->
    [one] the first future
   *[other] the first { $tried } futures
}: { $rules }. By none of them do more people have a card by the horizon for sure.
nation-not-received = { $blanks ->
    [one] { $blanks } blank has
   *[other] { $blanks } blanks have
} not reached an office by the horizon (median): they are at the ministry, on their way, or come to the ministry later.
nation-for-printing = { $people ->
    [one] { $people } person waits
   *[other] { $people } people wait
} although the office has a blank for each of them (median): there the blanks are enough, and printing is what is short.
nation-for-printing-most = Most of them: { $names }.
nation-inequality = How equal it is: of the tenth of people in the offices that are covered worst { $worst } have a card at the horizon, of all { $all }. Gini's coefficient of coverage is { $gini }: take two people at random, and the coverages of their offices differ on average by { $difference } of the mean coverage (0 %: covered alike everywhere).

## Tables
nation-head-by = How many people have a card, by date
nation-column-served = with a card
nation-column-came = of all who have come
nation-column-share = share
nation-note-by = Medians of the futures. All who have come: those who wait at the start and those recorded by that date.
nation-head-done = When the offices have served 95 % of those who wait there at the start
nation-column-offices = offices
nation-half = half of them ({ $count })
nation-nine = nine out of ten ({ $count })
nation-all = all ({ $count })
nation-column-late = not by the horizon, of { $of }
nation-head-offices = Office by office, the latest first
nation-column-code = code
nation-column-name = office
nation-column-province = province
nation-column-backlog = wait at start
nation-column-p50 = 95 %, P50
nation-column-p90 = 95 %, P90
nation-column-blankless = days without blanks
nation-column-coverage = coverage
nation-more-offices = { $count } more
nation-note-offices = 95 %: the date by which 95 % of those who wait there at the start have a card. Still waiting, open days without blanks and coverage are medians at the horizon. Coverage: the share of all who came that has a card.
nation-note-left-out = All offices: --format csv.

## How blanks are allotted
nation-head-allotted = How the blanks are allotted
nation-static = This rule knows only the table of offices, so all lots are known before the start.
nation-alone = One office alone, with the same numbers: cetak nation FILE --office CODE
nation-rounds-rule = This rule works by rounds: whenever blanks come to the ministry, it looks at the state of all offices on that day.
nation-blanks = The ministry has { $on_hand ->
    [0] no blanks
    [one] { $on_hand } blank
   *[other] { $on_hand } blanks
} at the start and receives { $deliveries ->
    [0] none later.
    [one] { $pieces } later, in one delivery.
   *[other] { $pieces } later, in { $deliveries } deliveries.
}
nation-lots-free = A lot for one office may be of any size.
nation-lots-least = A lot for one office is of { $least ->
    [one] { $least } blank
   *[other] { $least } blanks
} or more.
nation-lots-most = A lot for one office is of { $most ->
    [one] { $most } blank
   *[other] { $most } blanks
} or fewer.
nation-lots-both = A lot for one office is of { $least } to { $most ->
    [one] { $most } blank
   *[other] { $most } blanks
}.
nation-transport-none = A lot is at the office on the day on which it is allotted.
nation-transport = From the ministry to an office a lot takes { $time }.
nation-outages = Outages that all offices have together: { $names }.
nation-outages-none = No outage stops all offices together.

## Rules compared
nation-title-rules = { $rules ->
    [one] One rule
   *[other] { $rules } rules
} of allotment for { $offices ->
    [one] one office
   *[other] { $offices } offices
}, { $replications ->
    [one] { $replications } replication
   *[other] { $replications } replications
} each, on the same chance events, from { $start } to { $horizon }.
rule-more = Rule "{ $rule }" against "{ $first }": by the horizon { $count } more people have a card on average (95 % interval { $interval }), more in { $more }.
rule-fewer = Rule "{ $rule }" against "{ $first }": by the horizon { $count } fewer people have a card on average (95 % interval { $interval }), fewer in { $fewer }.
rule-not-sure = Rule "{ $rule }" against "{ $first }": whether more or fewer people have a card by the horizon is not sure; more in { $more }, fewer in { $fewer }.
rule-starved = Starved offices: { $starved } on average, against { $before }.
rule-idle = Blanks that lie idle: { $idle } on average, against { $before }.
rule-starved-not-sure = Starved offices: { $starved } on average, against { $before }, which is no sure difference.
rule-more-equal = Coverage is more equal.
rule-less-equal = Coverage is less equal.
rule-equal-not-sure = How equal coverage is does not differ for sure.
nation-column-rule = rule
nation-head-people = People with a card at the horizon, { $horizon } (means)
nation-column-more-in = more / equal / fewer, of { $of }
nation-note-better = *: better for sure than the first rule: the 95 % interval of the difference does not contain 0.
nation-note-same-futures = Each future is run under every rule. The interval says how well the mean difference is known; the last column, in how many futures it is there.
nation-head-starved = Blanks at the offices at the horizon (means)
nation-column-idle = idle blanks
nation-column-not-received = not received
nation-note-starved = Starved: offices where somebody waits and there is no blank. Idle: blanks on hand at offices where nobody waits. Not received: blanks that had reached no office.
nation-head-unequal = How equally people are served (means)
nation-column-starved = starved
nation-column-difference = difference
nation-column-gini = Gini
nation-column-worst = worst tenth
nation-note-unequal = Gini: 0 if all offices are covered alike. Worst tenth: the share with a card of the tenth of people in the offices that are covered worst.
nation-short-half = half, { $quantile }
nation-short-nine = nine of ten, { $quantile }
nation-short-all = all, { $quantile }
nation-head-differ = Offices under the rule "{ $rule }" against "{ $first }"
nation-differ = Offices worse off: { $losing }; better off: { $gaining }; neither: { $alike }. Worse off: 95 % of those who wait there at the start have a card later in more futures than sooner, or where that is even, more people wait there at the horizon.
nation-losing = Worse off, those that lose most first ({ $shown } of { $count }):
nation-gaining = Better off, those that gain most first ({ $shown } of { $count }):
nation-column-date-by = 95 %, P50: { $rule }
nation-column-waiting-by = still waiting: { $rule }
nation-one-rule = One rule in full: cetak nation FILE --rule RULE
nation-same = The same file, rule, seed and number of replications give the same fingerprint.

## The picture
plot-nation = 95 % served, by office
plot-nation-run = { $rule } · one cell per office, in the order of the table · median of { $replications ->
    [one] one future
   *[other] { $replications } futures
}
plot-nation-by = by { $date }
plot-nation-late = not by { $date }
plot-nation-starved = starved at the horizon in half of the futures or more
plot-nation-no-province = (no province)
