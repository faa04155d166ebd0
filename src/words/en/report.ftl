# Reports and the command line.

## Phrases
after-horizon = after the horizon ({ $date })
not-within = not within the horizon
random = { $mean } on average ({ $law })
length-seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
}
length-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
length-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
length-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
length-working-days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
amount-plain = { $n }
amount-cards = { $n ->
    [one] { $n } card
   *[other] { $n } cards
}
amount-working-days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
the-horizon = { $date } (horizon)
list-and = { $first } and { $last }
list-or = { $first } or { $last }
list-more = { $first } and { $count } more
at-time = { $date } at { $time }
futures-some = { $k } of { $of ->
    [one] { $of } future
   *[other] { $of } futures
} ({ $share })
futures-all = { $of ->
    [1] the one future
   *[other] all { $of } futures
}
futures-none = { $of ->
    [one] none of one future
   *[other] none of { $of } futures
}
cell-futures-some = { $k } ({ $share })
cell-futures-counted = { $count } in { $n }
futures-below-one = <1
futures-above = >{ $k }
futures-counted = { $count } of { $n ->
    [one] { $n } future
   *[other] { $n } futures
}

## What a printer does, or why not
state-printing = printing
state-no_resident = nobody it may serve
state-no_blank = no blanks
state-no_ribbon = no ribbon
state-daily_limit = daily limit reached
state-upgrade = application upgrade
state-outage = outage
state-broken = printer broken or away
state-starting_up = starting up

## The answer
title-run = { $replications ->
    [one] Simulated once
   *[other] Simulated { $replications } times
}, from { $start } to { $horizon }.
interrupted = Stopped early: { $done } of the { $requested ->
    [one] { $requested } replication
   *[other] { $requested } replications
} asked for were done, and the numbers rest on these alone.
so-far = Not complete: this answer rests on { $done } of the { $requested ->
    [one] { $requested } replication
   *[other] { $requested } replications
} asked for, those that are done so far ({ $which }).
so-far-compare = Not complete: this comparison rests on { $done } of the { $requested ->
    [one] { $requested } replication
   *[other] { $requested } replications
} asked for, those that all scenarios have done so far ({ $which }).
so-far-range = { $first } to { $last }
so-far-more = { $listed } and { $more ->
    [one] { $more } range more
   *[other] { $more } ranges more
}
so-far-precise = { $of } is known to within ± { $half } { $unit } at 95 % confidence so far.
so-far-unknown = { $of } has no 95 % confidence interval with so few simulations.
so-far-difference = { $name } against { $reference }: the difference in the date by which 95 % are served is known to within ± { $half } days at 95 % confidence so far.
so-far-repeat = Other replications give another fingerprint. When all are done, scenario, seed and number of replications give the same one everywhere.
few-replications = So few replications give rough dates only; 1,000 are usual (-n 1000).
answer-nobody = Nobody waits at the start.
answer-one-date = In { $futures } { $residents ->
    [one] everyone who waits at the start, { $residents } resident, has
   *[other] everyone who waits at the start, { $residents } residents, has
} a card by { $safe } ({ $safe_days }); this is the date to promise.
answer-few = In { $futures } { $residents ->
    [one] everyone who waits at the start, { $residents } resident, has
   *[other] everyone who waits at the start, { $residents } residents, has
} a card by { $safe } ({ $safe_days }). So few futures promise nothing; ask for more with -n.
answer-two-dates = In { $futures } { $residents ->
    [one] everyone who waits at the start, { $residents } resident, has
   *[other] everyone who waits at the start, { $residents } residents, has
} a card by { $safe } ({ $safe_days }); this is the date to promise. In half of the futures by { $date } ({ $days }).
answer-no-safe-date = In { $late } somebody still waits at the horizon, { $horizon }, so no date can be promised. In half of the futures { $residents ->
    [one] everyone who waits at the start, { $residents } resident, has
   *[other] everyone who waits at the start, { $residents } residents, has
} a card by { $date } ({ $days }).
answer-seldom = In { $late } { $residents ->
    [one] the { $residents } resident who waits at the start still waits
   *[other] some of the { $residents } residents who wait at the start still wait
} at the horizon, { $horizon }, so no date can be promised.
answer-never = In every future { $residents ->
    [one] the { $residents } resident who waits at the start still waits
   *[other] some of the { $residents } residents who wait at the start still wait
} at the horizon, { $horizon }.
answer-nearly-all-half = In half of the futures nearly all of them, 95 %, have a card by { $date }.
answer-nearly-all = In { $futures } nearly all of them, 95 %, have a card by { $date }.
answer-by-unknown = By { $date }: in half of the futures at least { $served ->
    [one] { $served } resident has
   *[other] { $served } residents have
} a card (P10 – P90: { $spread }), and in { $futures } everyone who waits at the start has one.
answer-by = By { $date }: { $served } of { $residents } have a card in half of the futures, and all of them in { $futures }.
answer-steady = It cannot be told whether the queue grows or shrinks at the end: over the last { $days } open days { $recorded ->
    [one] { $recorded } resident is recorded
   *[other] { $recorded } residents are recorded
} and { $served } served per day.
answer-grows-more = To keep up, at least { $cards ->
    [one] { $cards } more card a working day is needed
   *[other] { $cards } more cards a working day are needed
}.
answer-grows = The office does not keep up: in { $futures } the queue grows. Over the last { $days } open days { $recorded ->
    [one] { $recorded } resident is recorded
   *[other] { $recorded } residents are recorded
} and { $served } served per day; the queue has grown since { $since }.
answer-grows-blanks = The office does not keep up, for there are no blanks: in { $futures } the queue grows. Over the last { $days } open days { $recorded ->
    [one] { $recorded } resident is recorded
   *[other] { $recorded } residents are recorded
} and { $served } served per day; the queue has grown since { $since }.
answer-grows-blanks-sites = The office does not keep up, for some sites have no blanks: in { $futures } the queue grows. Over the last { $days } open days { $recorded ->
    [one] { $recorded } resident is recorded
   *[other] { $recorded } residents are recorded
} and { $served } served per day; the queue has grown since { $since }.
answer-grows-ribbons = The office does not keep up, for there are no ribbons: in { $futures } the queue grows. Over the last { $days } open days { $recorded ->
    [one] { $recorded } resident is recorded
   *[other] { $recorded } residents are recorded
} and { $served } served per day; the queue has grown since { $since }.
answer-grows-blanks-daily = To keep up, { $blanks } blanks a working day are needed, misprints included.
answer-grows-few = It is not certain that the office keeps up: in { $futures } the queue grows.
answer-grew = The queue grew from { $since } to { $date }; since then it falls.
answer-grew-blanks = The queue grew from { $since } to { $date }, for there were no blanks; since then it falls.
answer-grows-in = Nearly all who wait at the end are of { $kecamatan }.
answer-grows-some = It is not certain that the office keeps up: in { $futures } the queue grows. Over the last { $days } open days { $recorded ->
    [one] { $recorded } resident is recorded
   *[other] { $recorded } residents are recorded
} and { $served } served per day.
answer-grows-before = It grew before the blanks were used up too: the printers serve fewer than are recorded.
answer-grows-lately = At the end the queue is growing in { $futures }: in the last { $days } open days { $recorded ->
    [one] { $recorded } resident is
   *[other] { $recorded } residents are
} recorded per day and { $served } served; the queue has grown since { $since }.
answer-still-blanks = At the end nothing is printed: in { $futures } there have been no blanks for the last 15 open days or more, and { $recorded ->
    [one] { $recorded } resident is recorded per day.
   *[other] { $recorded } residents are recorded per day.
}
answer-still-ribbons = At the end nothing is printed: in { $futures } there have been no ribbons for the last 15 open days or more, and { $recorded ->
    [one] { $recorded } resident is recorded per day.
   *[other] { $recorded } residents are recorded per day.
}
answer-grows-campaign = At the end the queue is longer than before, because of those whom the last campaigns have recorded.
rest-upgrade = The last ones wait for the application upgrade.
rest-outage = The last ones wait for the end of an outage.
rest-broken = The last ones wait for a printer that is broken or away.
rest-daily_limit = The last ones wait for their turn: the printers are at their daily limit.
rest-starting_up = The last ones wait for their turn: printing is still starting up.
rest-cause = { $state } in { $futures }
rest-differs = What the last ones wait for differs from one future to another: { $causes }.
rest-no_blank = The last ones wait for blanks.
rest-no_ribbon = The last ones wait for ribbons.
answer-waiting = On average { $waiting ->
    [one] { $waiting } resident still waits
   *[other] { $waiting } residents still wait
} on the last day of a run.
answer-waiting-new = On average { $waiting ->
    [one] { $waiting } resident, newly recorded ones included, still waits
   *[other] { $waiting } residents, newly recorded ones included, still wait
} on the last day of a run.
answer-more-blanks = Some { $pieces } more blanks are needed: simulated with them on hand from the start, everyone who waits at the start is served by the horizon in { $futures }.
answer-more-blanks-not-enough = Blanks alone are not enough: simulated with { $pieces } more on hand from the start, everyone who waits at the start is served by the horizon only in { $futures }.
answer-blanks-sooner = Only blanks that come sooner help.
answer-blanks-at-sites = More blanks help only at the sites that lack them: { $sites }.
blanks-one-date = The blanks are first used up on { $date }.
blanks-two-dates = The blanks are first used up by { $date } in half of the futures, and by { $safe } in nine of ten.
blanks-some = The blanks are used up in { $futures }.
blanks-some-date = The blanks are used up in { $futures }, in half of the futures by { $date } for the first time.
blanks-by-site = The stock of blanks as a whole does not run out, but { $sites } { $count ->
    [one] runs
   *[other] run
} out of blanks while others still have some.
blanks-never = Blanks do not run out.
blanks-left = At the end, on { $horizon }, in half of the futures { $blanks ->
    [0] no blanks are left.
    [one] only { $blanks } blank is left: enough for { $days ->
        [one] { $days } day
       *[other] { $days } days
    } of new recordings.
   *[other] at most { $blanks } blanks are left: enough for { $days ->
        [0] less than a day
        [one] { $days } day
       *[other] { $days } days
    } of new recordings.
}
blanks-left-waiting = At the end, on { $horizon }, in half of the futures at most { $blanks ->
    [one] { $blanks } blank is left
   *[other] { $blanks } blanks are left
}; { $waiting ->
    [one] { $waiting } resident waits
   *[other] { $waiting } residents wait
} for them.
blanks-none-at-start = No blank is on hand at the start.
blanks-of-ministry = They come in lots from the ministry, which allots them { $rule }.
blanks-standstill-some = Blanks run out while residents wait in { $futures }; in { $standing } printing stands still for a day or more, { $days } working days on average.
blanks-no-standstill = Blanks run out while residents wait in { $futures }, each time for less than a day.
blanks-standstill = Blanks run out while residents wait in { $futures }, and printing then stands still for { $days } working days on average.
blanks-standstill-sites = Sites run out of blanks while residents wait for them in { $futures }; in { $standing } printing stands still for a day or more at one of them or several, { $days } working days on average.
ribbons-some = A printer lacks a ribbon in { $futures }.
ribbons-date = A printer lacks a ribbon in { $futures }, in half of the futures from { $date } on.

# Fifty futures
head-futures = Fifty futures, one dot each: when everyone who waits at the start is served
column-week = week
column-month = month
column-futures = futures
column-closed = closed or half closed
futures-late = not by { $horizon }
note-futures = Each dot is as likely as any other.

stopped-printing = What stops it: time. Printing goes on to the last day.
stopped-no_resident = What stops it: the printers that still could print may not serve those who wait.
stopped-never = Residents of { $kecamatan } are never served: no site that may serve them will ever print. Blanks and printers elsewhere do not change that.
stopped-never-some = In { $futures } residents of { $kecamatan } are never served: no site that may serve them will then ever print. Blanks and printers elsewhere do not change that.
stopped-some = In { $futures } somebody still waits at the horizon.
stopped-no_blank = What stops it: the blanks are used up, and no more are to come.
stopped-no_blank-late = What stops it: the blanks are used up before more come.
stopped-no_blank-none = What stops it: there are no blanks at the start, and none are to come.
stopped-no_blank-elsewhere = What stops it: some sites have no blanks while others still have some.
advice-one-stock = Moving blanks from site to site was tried, and helps.
stopped-no_blank-few = What stops it: the blanks that come are too few.
stopped-no_ribbon = What stops it: the ribbons are used up, and no more are to come.
stopped-no_ribbon-few = What stops it: the ribbons that come are too few.
stopped-no_ribbon-late = What stops it: the ribbons are used up before more come.
stopped-daily_limit = What stops it: time. The printers print up to their daily limit to the last day.
stopped-upgrade = What stops it, most of all: the application upgrade, which is not finished.
stopped-outage = What stops it, most of all: an outage.
stopped-broken = What stops it, most of all: printers that are broken or away.
stopped-starting_up = What stops it: time. Printing is still starting up.
stopped-other = Other causes on the last day: { $causes }.
stopped-count = { $state } in { $futures }

## Measures
# One for each row of src/projection/measures.rs, as table heads and rows.
measure-working_days = working days
measure-calendar_days = calendar days
measure-cleared_on = date
measure-queue_empty_on = nobody waits, for the first time
measure-blanks_out_on = blanks first used up
measure-blanks_out_days = working days until blanks are gone
measure-ribbons_out_on = first without a ribbon
measure-printed = cards printed
measure-spoiled = cards misprinted
measure-failures = printer failures
measure-expired_suket = suket expired by the card's day
measure-waiting_at_end = residents waiting at the end
measure-stockouts-count = times without blanks
measure-stockouts-days = working days without blanks
measure-wait_days = days from recording to card
measure-new_wait_days = days from recording to card, new residents

## Days and dates
head-days = Until everyone waiting at the start has a card
head-more-dates = The queue and the blanks
row-mean = mean
row-interval = 95 % confidence interval
row-p10 = P10
row-p50 = P50, the median
row-p90 = P90, 90 % safe
row-p90-plain = P90
row-happens = happens in
row-share-interval = 95 % interval
note-days = Counted from { $start }, both ends included. P90: in nine of ten replications it is done by then.
note-censored = { $count } of { $replications } replications had not cleared at the horizon; a mean would leave those out, so none is given.
best-case = Best case, without a misprint or a breakdown: { $days }, on { $date }. Nothing with these printers, limits and blanks can be faster.
best-case-luckiest = Best case, in the luckiest of these futures and without a misprint or a breakdown: { $days }, on { $date }. With what it has of printers, limits and blanks, nothing can be faster.
best-case-none = Best case: not within the horizon either, even if nothing ever goes wrong.
arithmetic = Mental arithmetic: { $residents ->
    [one] { $residents } resident
   *[other] { $residents } residents
} / { $daily ->
    [one] { $daily } card
   *[other] { $daily } cards
} a day = { $days }, that is { $date }.
arithmetic-late = Mental arithmetic: { $residents ->
    [one] { $residents } resident
   *[other] { $residents } residents
} / { $daily ->
    [one] { $daily } card
   *[other] { $daily } cards
} a day = { $days }, beyond the known days.
arithmetic-limit = It forgets that the longest day has time for about { $most } cards only.
arithmetic-absent = It counts { $printers ->
    [one] { $printers } printer that cannot always print
   *[other] { $printers } printers that cannot always print
} in that time.
arithmetic-overload = It leaves out the cards beyond the daily limit.
arithmetic-blanks = It forgets that at most { $blanks ->
    [one] { $blanks } blank is
   *[other] { $blanks } blanks are
} there by then.
arithmetic-recordings = It leaves out { $recorded } new recordings a day.
arithmetic-middle = It takes the mean, or the likeliest choice, of what nobody knows.
closure = Mind the long closure: after { $last } the next working day is { $next }.
head-by = How many are served by a date
column-by = by
column-served-by = served
column-chance = all served, of { $of }
column-share-interval = share, 95 % interval
note-by = Served: residents who waited at the start, median over the futures, with P10 – P90.

## Counts
head-counts = Cards and residents
note-risk-and-error = P10 – P90 says how one future differs from another. The confidence interval says how well the mean is known.
note-longest-queue = The longest queue, median over the futures: about { $residents ->
    [one] { $residents } resident
   *[other] { $residents } residents
} on { $date }.
note-wait = Days from recording to card: P90 means that nine in ten of these residents wait at most so long.
note-rare = Above 0 only in { $futures }: { $measure }.
note-mean-above = Mean above P90, because the number is much higher in a few futures: { $measure }.
note-mean-below = Mean below P10, because the number is much lower in a few futures: { $measure }.
note-wait-censored = Some residents have no card at the end, so their mean wait is not known.

## Places
head-sites = Where cards are printed
column-site = site
column-cards = cards
column-p10-p90 = P10 – P90
column-utilisation = time printing
note-sites = Cards are those of the whole run; time printing, and what holds it back, until everyone who waits at the start is served.
column-binds = what holds it back most
head-kecamatan = Whose cards
column-kecamatan = kecamatan
column-waiting = still waiting
column-served = served, of all recorded
note-unequal = Unequal at the end: { $best } has { $best_share } of its cards, { $worst } only { $worst_share }.
note-none-served = At the end no kecamatan has a card yet.
note-equal = At the end every kecamatan has { $best } of its cards.
note-nearly-equal = At the end every kecamatan has { $worst } to { $best } of its cards.
head-milestones = When most of those who wait at the start have a card
head-milestones-kecamatan = 90 % safe dates by kecamatan, for those who wait there at the start
column-share-served = of them
cell-late = later
note-late = Later: after the horizon, { $horizon }.
note-means-outside = Mean outside P10 – P90: { $names }. A few futures with much higher or lower numbers pull it there.

## Loss
head-loss = Where the printers' open time goes until everyone who waits at the start is served
head-loss-whole = Where the printers' open time goes
binding = Main obstacle: { $state }, { $share } of that time. It is the main one in { $futures }.
head-months = Month by month
column-main-loss = main loss
note-months-more = { $count ->
    [one] { $count } more month, { $last }, is
   *[other] { $count } more months, up to { $last }, are
} not shown here; --table losses has them.
column-state = state
column-share = share
column-hours = printer-hours
column-lost = cards it could print
binding-nobody = No main obstacle: the printers wait for residents.
binding-none = The printers print all the time they may: only more printers or longer hours help.
head-remedies = What would help
column-remedy = remedy
column-days-sooner = days sooner
column-sooner-in = sooner / equal / later, of { $of }
column-sooner-interval = 95 % interval, sooner
note-remedies = Each remedy was simulated { $n ->
    [one] once
   *[other] { $n } times
} on the same chance events. The days are calendar days by which 95 % of those who wait at the start are served sooner.
note-remedies-both = The days are the mean over the futures in which 95 % are served both with the remedy and without it; a future in which only one of the two reaches that is sooner with that one.
note-remedies-rest = What is left of the futures reaches it on neither side.
note-remedies-few = That is too few to be sure of most of them; more replications (-n) would tell.
remedy-upgrade = all upgrades done at the start
remedy-outage = no outages
remedy-broken = no printer broken or away
remedy-starting_up = full speed from the first day
remedy-daily_limit = ten more cards a day on each printer, with their wear
remedy-no_resident = everyone may be served at any site
remedy-no_blank = blanks never short
remedy-held_by_site = the same blanks, moved from site to site as they are needed
remedy-no_ribbon = ribbons never short
remedy-reaches = { $remedy }: 95 % are served by the horizon in { $with }, without it in { $without }.
spread = Of the difference between the futures in the date by which 95 % are served, { $unknown } comes from what nobody knows, and { $chance } from chance. A future in which they are not served by the horizon counts with the day after it.
spread-ask-names = Most worth finding out, with its share of that difference: { $names }.
spread-ask = To find out what is not known narrows the date more than anything else.
remedies-stopped = What would help was not tried to the end.
remedies-not-tried = What would help was not tried.
advice = What helps most: { $remedy }.
advice-reaches = What helps most: { $remedy }. With it 95 % are served by the horizon in { $with }, without it in { $without }.
advice-soonest = Soonest for those who wait at the start: { $remedy }.
advice-no-date = None of these brings forward the date by which 95 % are served.
advice-serves-more = Fewer wait at the end, on average: { $remedies }.
advice-serves-fewer = More wait at the end, on average: { $remedies }.
remedy-fewer = { $remedy } ({ $number } fewer)
remedy-more = { $remedy } ({ $number } more)
advice-none = None of these certainly brings the date forward.
advice-untold = Whether these help, this horizon is too short to tell: { $remedies }.
advice-useless = The date by which 95 % are served does not move: { $remedies }.
advice-few = Tried too seldom to tell: { $remedies }.
advice-later = The date by which 95 % are served becomes later with: { $remedies }.
advice-later-blanks = The same blanks then go to other residents first.
advice-unsure = Not certain to help: { $remedies }.
advice-rest-blanks = For the last 5 % it is the blanks that decide.
advice-not-the-largest = What takes most of the printers' time need not be what delays most; the table says what removing each cause buys.

## Stock-outs
head-stockouts = Times without blanks while residents wait
column-stockout = number
column-happens = of { $of }
column-begins = begins, P50
column-standstill = days of standstill, P50
stockouts-seldom = seldom (in fewer than half)
note-stockouts = Working days on which nothing is printed for want of blanks, in the futures in which it happens.
note-stockouts-sites = Working days on which nothing is printed there for want of blanks, in the futures in which it happens.
note-stockouts-more = { $count } more are not shown here; --format csv has them.

## Observations
head-observations = Seen in the real office, and simulated
note-observed = Sources of what was seen: { $sources }.
column-window = window
column-seen = seen
column-simulated = simulated
note-window = { $from } to { $until }
window-blanks = { $window }, blanks used
note-outside = What was seen lies outside P10 – P90 of the simulation, and the assumptions do not explain it: { $rows }.
note-parts = The parts seen add up to { $parts }, not to the total of { $total } that was reported; both are kept.

## Assumptions
head-assumptions = Assumptions
note-assumptions = Given: the office can look it up. Estimate: nobody has counted it; try other values.
note-unknown = Where a value is not known, its mean or its likeliest choice stands here; the last items say what it may be.
kind-given = given
kind-estimate = estimate
mark-source = source: { $sources }
equal-kecamatan = { $count } kecamatan, { $each } each
equal-recordings = { $each } in each of { $count } kecamatan
equal-sites = { $count } sites, { $each } each
assume-backlog = { $residents ->
    [one] { $residents } resident waits
   *[other] { $residents } residents wait
} at the start: { $shares }.
assume-recorded = { $residents ->
    [one] The resident was recorded at some time from { $from } to { $to }.
   *[other] They were recorded from { $from } to { $to }, evenly over that time.
}
assume-by-date = { $residents ->
    [one] The resident was recorded on { $from }, as the table of the backlog has it.
   *[other] They were recorded from { $from } to { $to }, on the dates of the table of the backlog, half of them by { $middle }.
}
assume-suket = { $residents ->
    [one] Suket held: { $share };
   *[other] { $share } of them hold a suket,
} valid for { $months ->
    [one] { $months } month
   *[other] { $months } months
} from recording.
assume-order = Suket holders come first, then the others, both in order of recording date.
assume-routing-own = Everybody is served at the site of the own kecamatan only.
assume-routing-own-office = Everybody is served at the site of the own kecamatan or at the office.
assume-routing-down = Everybody is served at the site of the own kecamatan, and at the office while that site cannot print.
assume-routing-no-site = { $kecamatan }, without { $count ->
    [one] a site of its own, is
   *[other] sites of their own, are
} served at the office.
assume-routing-pooled = Everybody is served at any site.
assume-arrivals-none = Nobody new is recorded.
assume-arrivals = New residents are recorded on each day on which the office is open, Saturdays, short days and extra days too where it is, from { $from } to { $until }: { $rates }. { $share } of them get a suket.
assume-campaign = { $campaigns ->
    [1] A campaign in { $kecamatan } on { $dates } records { $count } residents.
   *[other] { $campaigns } campaigns in { $kecamatan } record { $count } residents each: { $dates }.
}
assume-blanks = { $pieces ->
    [one] { $pieces } blank is
   *[other] { $pieces } blanks are
} on hand at the start.
assume-blanks-received = { $pieces ->
    [one] { $pieces } blank is
   *[other] { $pieces } blanks are
} on hand at the start, received on { $date }.
assume-held-pooled = All sites draw on one stock.
assume-held-split = Each site has its own stock: { $shares }. Nothing is moved between them.
assume-no-delivery = No more blanks come.
assume-allotted = The ministry allots each of its lots { $rule } among { $offices ->
    [one] one office
   *[other] { $offices } offices
}. What this office gets is known from their table.
assume-no-lot = This office gets no blanks.
assume-lot = { $pieces ->
    [one] { $pieces } blank
   *[other] { $pieces } blanks
} of the lot of { $date }.
assume-lot-asked = { $pieces ->
    [one] { $pieces } blank
   *[other] { $pieces } blanks
} of the lot that is asked for on { $date } and is at the ministry after { $wait }.
assume-lot-each = { $pieces ->
    [one] { $pieces } blank
   *[other] { $pieces } blanks
} each of the lots of { $date }.
assume-lot-each-asked = { $pieces ->
    [one] { $pieces } blank
   *[other] { $pieces } blanks
} each of the lots that are asked for on { $date } and are at the ministry after { $wait }.
assume-transport = A lot is here after { $delay }.
assume-transport-none = A lot is here on the day on which it is at the ministry.
assume-delivery = { $pieces ->
    [one] { $pieces } more blank comes
   *[other] { $pieces } more blanks come
} on { $date }.
assume-delivery-delay = { $pieces ->
    [one] { $pieces } more blank is asked for on { $date } and comes after
   *[other] { $pieces } more blanks are asked for on { $date } and come after
} { $delay }.
assume-delivery-each = { $pieces ->
    [one] { $pieces } more blank comes
   *[other] { $pieces } more blanks come
} on each of { $date }.
assume-delivery-each-delay = { $pieces } more blanks each are asked for on { $date }, and come after { $delay }.
assume-delivery-site = { $pieces ->
    [one] It goes
   *[other] They go
} to { $site }.
assume-ribbons-none = Ribbons do not run out.
assume-ribbons = { $count ->
    [one] { $count } ribbon is
   *[other] { $count } ribbons are
} on hand at the start; one prints { $cards }.
assume-ribbon-delivery = { $pieces ->
    [one] { $pieces } more ribbon comes
   *[other] { $pieces } more ribbons come
} on { $date }.
assume-ribbon-delivery-delay = { $pieces ->
    [one] { $pieces } more ribbon is asked for on { $date } and comes after
   *[other] { $pieces } more ribbons are asked for on { $date } and come after
} { $delay }.
assume-ribbon-delivery-each = { $pieces ->
    [one] { $pieces } more ribbon comes
   *[other] { $pieces } more ribbons come
} on each of { $date }.
assume-ribbon-delivery-each-delay = { $pieces } more ribbons each are asked for on { $date }, and come after { $delay }.
assume-hours = Opening hours: { $hours }.
assume-closed = closed
assume-extra-days = Days with hours of their own: { $days }.
assume-holidays-none = No holiday falls within the horizon.
assume-holidays = Closed as well on { $dates }.
assume-half-days = Open in the morning only on { $dates }.
assume-letter-whole = Balinese holy days of { $years }: by the governor's yearly letter, as the press reported it.
assume-letter-part = Balinese holy days of { $years }: the governor's letter is known in part; beside that part they follow the 210-day cycle, without further lunar days.
assume-letter-not = Balinese holy days of { $years }: the governor's letter is not known; they follow the 210-day cycle, without Siwaratri, Tawur Kesanga and Ngembak Geni.
assume-holidays-estimated = Computed, not decreed: { $names }.
assume-upgrade-done = On the new application from the start: { $sites }.
assume-upgrade-on = { $sites }: on the new application from { $when }.
assume-upgrade-after = { $sites }: { $count ->
    [1] on
   *[other] each on
} the new application after { $when }, counted from the start.
assume-upgrade-crew = { $sites }: { $count ->
    [1] upgraded
   *[other] each upgraded
} by the one crew in { $when }.
assume-crew-order = The crew goes { $order }.
assume-upgrade-never = { $sites }: the upgrade is not finished within the horizon.
assume-upgrade-open = This is the mean or the likeliest choice of what nobody knows; the last items say what it may be.
assume-outage-fixed = { $name } ({ $sites }): from { $from } to { $until }.
assume-outage-begun = { $name } ({ $sites }): from { $from } on, for { $lasts }.
assume-outage-random = { $name } ({ $sites }): the next begins { $every } after the end of the last, and lasts { $lasts }.
outage-number = outage { $number }
assume-outages-none = No outages.
assume-unknown = Not known: { $what }{ $count ->
    [1] ;
   *[other] , each
} { $law }.
assume-unknown-why = Not known: { $what }{ $count ->
    [1] ;
   *[other] , each
} { $law }. { $why }

## How to repeat it
repeat = Seed { $seed } · { $replications ->
    [one] 1 replication
   *[other] { $replications } replications
} · cetak { $version }
repeat-hashes = scenario { $digest } · fingerprint { $fingerprint }
repeat-how = The same scenario, seed and number of replications give the same fingerprint.

## Comparison
title-compare = { $count } scenarios, { $replications ->
    [one] { $replications } replication
   *[other] { $replications } replications
} each, on the same chance events.
interrupted-after = Stopped early: all replications were done, but not what follows them, so it is left out: what would help, or what the futures differ by.
interrupted-compare = Stopped early: fewer replications were done than the { $requested } asked for.
column-scenario = scenario
column-nearly-all = 95 %, P90
column-median = all, P50
column-safe = all, P90 (90 % safe)
column-never = not cleared
head-compare = When those who wait at the start are served
head-differences = { $name }, compared with { $reference }
row-served-on = { $share } served, calendar days
column-fewer-in = less / equal / more, of { $of }
column-fewer-interval = 95 % interval, less
head-compare-by = Served by { $date }
note-more-working-days = More working days and yet sooner: it is open on days on which the reference is closed.
note-differences = Mean difference between the same futures: below zero is sooner or fewer. The confidence interval says how well that mean is known. Less: in how many futures it is sooner or fewer than in the reference.
diff-censored = not known: did not happen in { $count } of { $all } pairs
best-both = Soonest, for 95 % as for the last resident: { $name }, sooner than each of the others, with 95 % confidence for all comparisons together.
best-nearly-all = 95 % are served soonest with { $name }: sooner than with each of the others, with 95 % confidence for all comparisons together.
best-nearly-all-none = For the date by which 95 % are served, none is clearly soonest, with 95 % confidence for all comparisons together.
best-nearly-all-censored = For the date by which 95 % are served, none can be called soonest: in some futures it is after the horizon, so it is not known.
best-last = The last resident is served soonest with { $name }: sooner than with each of the others, with the same confidence.
best-last-none = For the date of the last resident, none is clearly soonest, with the same confidence.
best-last-censored = For the date of the last resident, none can be called soonest: in some futures it is after the horizon, so it is not known.
compare-sooner = { $name } against { $reference }: 95 % are served sooner in { $sooner }; at the same time / later: { $others }.
compare-correlation = Both scenarios meet the same futures: the correlation between them is { $correlation } ({ $of }), so that difference is known as well as from { $times } times as many simulations with different futures.
compare-pairing-hurts = The same futures hurt here: what delays one scenario speeds up the other, and different futures would tell the difference better.
note-growing = The office does not keep up with new recordings, and the queue still grows at the end: { $names }.
best-nobody = Nobody waits at the start in at least one of them, so these dates do not say which is better.
note-best = *: the soonest on average over the same futures, with 95 % confidence for all comparisons together.
select-selected = Selected: { $name }.
select-undecided = Not decided between { $name } and { $others }: the simulations allowed were used up.
select-equal = Not decided between { $name } and { $others }: they needed equally many working days in every simulation.
select-unseen = Nothing is guaranteed of this selection, because two scenarios differed by exactly as much in all simulations that were looked at, so that what is rare may not have been seen.
select-used-up = Nothing is guaranteed of this selection, because the simulations allowed were used up before a decision.
select-guarantee = If one scenario needs fewer working days on average than each of the others, by { $width } or more, this selection finds it with a probability of { $probability } or more (procedure KN, { $replications } simulations). Smaller differences are taken not to matter.
select-worse = All figures below are of { $replications } new simulations of each scenario, which took no part in the selection. In them each of the others needs more working days than the selected one, with 95 % confidence for all comparisons together.
select-indistinguishable = All figures below are of { $replications } new simulations of each scenario, which took no part in the selection. They do not tell these from the selected one, with 95 % confidence for all comparisons together: { $others }.
select-column-difference = more than selected
select-column-together = 95 % together
select-column-seen = simulations to select

## Sweeps
sweep-key = What varies: { $words } ({ $key }).
title-sweep = { $name }: { $count } scenarios, { $replications ->
    [one] { $replications } replication
   *[other] { $replications } replications
} each, on the same chance events, from { $start } to the horizon { $horizon }.
head-sweep-grid = 90 % safe date of everyone served
note-sweep-grid = Down: { $down }; across: { $across }.
column-never-of = not cleared, of 50
column-expired = suket expired
column-standing = days without blanks
note-sweep = Suket that expire before the card and working days without blanks are means over the futures.

## Searches
title-find = { $name }: { $key } from { $from } to { $to }, { $tried } of { $plans } values tried, { $replications ->
    [one] { $replications } replication
   *[other] { $replications } replications
} each, on the same chance events.
find-stopped = Stopped early: not all was tried, so a value nearer to { $to } may reach the goal too.
find-latest = latest date
find-earliest = earliest date
find-greatest = greatest value
find-smallest = smallest value
find-found = The { $which } with which { $goal } in at least { $wanted } of futures is { $value }: { $futures }; the 95 % confidence interval of that share is { $low } – { $high }.
find-beyond = With the next, { $value }, it is { $futures }.
find-to-the-end = That is the last of the values asked for; one beyond it may do as well. The least that is needed is found with --from and --to the other way round.
find-none = With no value from { $from } to { $to } is it so in at least { $wanted } of futures that { $goal }. It comes nearest with { $value }: { $futures }.
find-never = With no value from { $from } to { $to } is it so in a single future that { $goal }; at least { $wanted } of them were wanted.
find-none-tried = With none of the values tried from { $from } to { $to } is it so in at least { $wanted } of futures that { $goal }. It comes nearest with { $value }: { $futures }.
find-never-tried = With none of the values tried from { $from } to { $to } is it so in a single future that { $goal }; at least { $wanted } of them were wanted.
find-untried = None of the { $tried } values tried reaches it; a value between them was not tried and may.
find-left-out = Values between were left out, because the share seems to rise or fall steadily.
find-nobody = Nobody waits at the start, so this goal tells nothing apart.
find-same = From { $from } to { $to } it is the same, { $share }.
find-same-more = From { $from } to { $to } it is the same, { $share }; more than { $from } does not raise it.
find-same-less = From { $from } to { $to } it is the same, { $share }; less than { $from } does not raise it.
find-same-later = From { $from } to { $to } it is the same, { $share }; later than { $from } does not raise it.
find-same-earlier = From { $from } to { $to } it is the same, { $share }; earlier than { $from } does not raise it.
find-range = With so few replications the answer may lie between { $from } and { $to }.
find-uneven-all = From one value to the next the share rises here and falls there. All values were tried, so the answer holds.
find-uneven-some = From one value to the next the share rises here and falls there, and not all values were tried: one that was not may reach the goal too.
goal-cleared = everyone who waits at the start has a card by { $date }
goal-served = { $share } of those who wait at the start have a card by { $date }
goal-no-standstill = printing does not stand still for want of blanks until { $date }
head-find = The values tried
column-reached = reaches it, of { $of }
note-find-rows = These are the { $count } values around the answer.
note-find-first-rows = These are the first { $count } values.

## Promise
promise-asked = A resident of { $kecamatan }, recorded on { $recorded }, { $suket }, asks when the card is printed.
promise-with = with a suket
promise-without = without a suket
promise-one-date = In { $futures } the card is printed by { $safe }; this is the date to write on the slip.
promise-two-dates = In { $futures } the card is printed by { $safe }; this is the date to write on the slip. In half of the futures it is printed by { $date }.
promise-no-safe-date = In { $late } the card is not printed by the horizon, { $horizon }, so no date can be written on the slip. In half of the futures it is printed by { $date }.
promise-seldom = In { $late } the card is not printed by the horizon, { $horizon }, so no date can be written on the slip.
promise-rests = What this rests on
promise-who = Meant is the last in the queue of those who wait at the start and were recorded there on that day; if there are none, the next behind them.
promise-who-newcomer = For a day from the start on, it is the last of those recorded there on that day; if there are none, the next behind them. An empty cell: nobody is recorded there.
promise-who-later = Meant is one more resident, who joins the queue behind all others recorded on that day.
promise-closed = { $recorded } is a day on which the office is closed: the resident joins the queue at the next opening, on { $next }.
promise-fewer = Only { $asked ->
    [one] one of the { $replications } futures has
   *[other] { $asked } of the { $replications } futures have
} such a resident, and the dates rest on these alone.
promise-all-else = All else is as { $command } lists it under its assumptions.
promise-scenario = scenario { $digest }
promise-board = The date to write on the slip, by recording date and kecamatan: in nine of ten futures the card of whoever was recorded there on that day is printed by then.
promise-board-empty = Nobody waits at the start, and nobody is recorded later, so this table is empty; ask for a resident with --recorded and --kecamatan.
promise-board-until = It holds those who wait at the start, recorded up to { $date }.
promise-board-newcomers = It holds those who wait at the start and those recorded later, up to { $date }.
column-printed-on = card printed by
promise-board-with = Residents with a suket
promise-board-without = Residents without a suket
promise-board-late = –: no date can be written on the slip, because too many of the futures end, on { $horizon }, without the card.
column-recorded = recorded on

## Plot
plot-waiting = residents waiting
plot-blanks = blanks on hand
plot-band = P10 – P90
plot-median-interval = 95 % interval of the median
plot-median = median
plot-closed = weekend
plot-holiday = holiday
plot-p50 = P50: { $date }
plot-p90 = 90 % safe: { $date }
plot-axis-waiting = residents
plot-axis-blanks = pieces
plot-axis-date = date ({ $year })
plot-arrives = blanks arrive
plot-late = after the horizon
plot-cleared = When everyone who waits at the start is served
plot-asked = blanks asked for
plot-compare = Scenarios compared
plot-waiting-median = residents waiting, median

## Writing
write-failed = { $file }: cannot be written: { $why }
write-failed-after = { $file }: cannot be written: { $why }; what was written before it: { $there }
write-stdout = standard output
write-no-folder = its folder does not exist
write-not-allowed = there is no permission to write it
write-read-only = it is read-only, and is kept
write-closed = it is closed
write-is-folder = it is a folder
write-full = the disk is full
write-exists = it is there already, and is kept

## The command line
cli-stopping = Stopping; what is done so far is reported.
cli-merge-daily = Part files do not hold what each place does day by day; for --table daily, run the scenario undivided.
cli-part-output = A part of a run is stored in a file; give its name with -o.
cli-part-no-scenario = the part carries no scenario file
replay-same = { $file }: repeated, and every number is the same.
replay-differs = { $file }: repeated, and these keys differ: { $keys }.
title-sensitivity = { $name }: what nobody knows, and what it does to the date by which 95 % of those waiting at the start are served. Simulated { $replications ->
    [one] once
   *[other] { $replications } times
}, each value over all that it may be.
sensitivity-spread = From one future to another this date varies with a standard deviation of { $all } calendar days. If all were known, { $chance } days would remain, by chance.
sensitivity-does = Worth finding out: { $names }.
sensitivity-does-not = Moves the date by less than a day: { $names }.
sensitivity-same = The date is the same whatever these values are.
sensitivity-chance = chance
sensitivity-repeat = Seed { $seed } · { $rows } rows · cetak { $version } · scenario { $digest }
head-sensitivity = Share of the variance of the date
column-unknown = not known
column-share-alone = if only this becomes known
column-share-with-others = if only this stays unknown
note-sensitivity = If only this becomes known: the share that the variance then loses, on average. If only this stays unknown: the share that remains, and its standard deviation in days. A future in which 95 % are not served by the horizon counts with the day after it. The interval says how well the share is known (Sobol' indices).
column-days-with-others = in days
sensitivity-rough = With so few simulations these shares are rough; ask for more with -n.
cli-stopped = Stopped before the first replication was done; there is nothing to report.
cli-same-file = { $file }: this file is already read or written by the same command
cli-date-unreadable = { $option } { $found } is no date; wanted one as in 2017-06-22
cli-date-near = { $option } { $found }: a date is written as year-month-day; did you mean { $near }?
cli-table-text = --table writes rows for programs and spreadsheets; wanted --format csv or --format json
cli-select-csv = --select has no CSV; wanted --format text or --format json
cli-by-outside = --by { $found } is outside the simulated days, { $start } to { $horizon }
cli-one-name = { $first } and { $second } are both called "{ $name }", so nobody could tell them apart in the comparison; wanted another name in one of them, as in name = "…"
cli-good = { $file }: { $warnings ->
    [0] OK
    [one] OK, with 1 warning
   *[other] OK, with { $warnings } warnings
}
cli-written = { $file } is written; change it and try: cetak run { $file }
cli-plot-svg = the plot is drawn as SVG; wanted a name that ends in .svg
cli-goal-outside = --goal: { $found } is outside the simulated days, { $start } to { $horizon }
cli-find-between = --from, --to and --step: { $detail }

## Precision
precision-of-mean = The mean of the working days
unit-working-days = working days
unit-days = days
precision-of-date = The date on which everyone is served at { $percent } %
precision-reached = { $of } is known to within ± { $reached } { $unit } at 95 % confidence, as asked (± { $wanted }).
precision-open = { $of } is known to within ± { $reached } { $unit } at 95 % confidence; ± { $wanted } was asked for. Allow more simulations with -n, or ask for less.
precision-late = { $of } is after the horizon, so how precise it is cannot be told; a later horizon would tell it.
precision-alike = { $of } is the same in all { $replications } simulations, so how well it is known cannot be told: either nothing differs between them, or what happens in fewer than one of a hundred has not been seen.
precision-unknown = { $of } has no 95 % confidence interval with so few simulations; ± { $wanted } { $unit } was asked for. Allow more simulations with -n.

fit-few = Only { $count } observations: nearly every law passes with so few. Collect more, or compare the answers of several laws.
fit-dependent = Each observation is like or unlike the next (correlation { $correlation }): they are not independent draws of one law. Look for trends, shifts or several machines in the data.
fit-rounded = Only { $different } different values among { $count } observations: they were rounded or guessed, and the distances below are too large for that reason.
fit-zeros = { $count } observations are 0: lognormal, gamma, Weibull, beta and triangular laws are left out.
fit-none-fits = No law passes (p below 0.05 for all). Look at the data: there may be several kinds of jobs in it. An empirical distribution draws from the observations themselves.
fit-many = { $count } observations: with so many the smallest deviation refuses every law, so there are no p values. Judge by the distance.

title-fit = { $name } in { $file }: { $count } observations
title-fit-unnamed = { $file }: { $count } observations
fit-numbers = Mean { $mean }, standard deviation { $sd }; least { $min }, median { $median }, greatest { $max }.
fit-missing = { $count ->
    [one] One row without a value is left out: line { $rows }.
   *[other] { $count } rows without a value are left out: lines { $rows }.
}
fit-censored = { $count ->
    [one] One row says only that the value is larger, and is left out: line { $rows }. The laws below are too short for that reason.
   *[other] { $count } rows say only that the value is larger, and are left out: lines { $rows }. The laws below are too short for that reason.
}
head-fit-laws = Laws, the best first
column-law = law
column-aicc = ΔAICc
column-a-squared = A²
column-chi-square = chi²
column-distance = distance
column-p = p
note-fit = ΔAICc: how far behind the best; below 2 it says little. A² (Anderson-Darling) and the greatest distance (Kolmogorov-Smirnov) say how far law and observations are apart. p: how often observations that do follow the law are as far from it; below 0.05 the law is doubtful.
note-fit-counts = ΔAICc: how far behind the best; below 2 it says little. chi² and the greatest distance say how far law and observations are apart. p: how often observations that do follow the law are as far from it; below 0.05 the law is doubtful.
head-fit-paste = For the scenario file
fit-no-paste = No law is offered for a scenario file: see what is said of the observations above.
fit-unit = If these are times, run again with --unit min (or h, d).
