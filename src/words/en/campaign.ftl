# Campaigns: folders of jobs.

campaign-no-plan = a campaign needs a plan
campaign-no-text = the plan "{ $name }" was not read from a scenario file; a campaign needs its text
campaign-digest = the text of "{ $name }" is another scenario than its digest says: { $found }, not { $digest }; one of the two was changed
campaign-no-job = this is no job of a campaign, or it was changed
campaign-none = this is no table of jobs, or it was changed; wanted a campaign.json that cetak campaign new wrote
campaign-not-there = this folder holds no campaign; wanted one that cetak campaign new made
campaign-version = it was written by { $writer }; wanted { $program }, because another version may go on by other rules
campaign-folder-taken = something else is there, and stays as it is; wanted a new or an empty folder
campaign-other = another campaign is there, and stays as it is; wanted a new or an empty folder, or the scenarios, replications, seed and jobs of that campaign
campaign-unreadable = it cannot be read: { $detail }
campaign-unwritable = it cannot be written: { $detail }
campaign-job-unknown = there is no job { $found }; the campaign has jobs 1 to { $jobs }
campaign-job-other = job { $job } of this campaign is another one
campaign-not-done = job { $job } is not done, so there is nothing to compare it with
campaign-differs = job { $job }: { $error }
campaign-plan-unknown = there is no plan "{ $found }"; the campaign has { $known }
campaign-panicked = the program failed: { $detail }
campaign-stopped = Stopped. What is done is kept, and the same command goes on.
campaign-attempt = Attempt { $attempt } at job { $job } ("{ $name }", replications { $first } to { $last }) failed:
campaign-job-elsewhere = job { $job } is run by another process

## What the commands say
campaign-made = { $plans ->
    [one] { $plans } scenario
   *[other] { $plans } scenarios
} for { $replications ->
    [one] { $replications } replication
   *[other] { $replications } replications each
}, { $jobs ->
    [one] { $jobs } job
   *[other] { $jobs } jobs
}. Work through them with: cetak campaign run { $folder }
campaign-worked = This process completed { $computed ->
    [one] { $computed } job
   *[other] { $computed } jobs
}. In all, { $done } of { $jobs } are done, and { $running ->
    [one] { $running } is
   *[other] { $running } are
} running.
campaign-failed = { $count ->
    [one] { $count } job needs
   *[other] { $count } jobs need
} somebody to look at it: cetak campaign status { $folder }
campaign-complete = The answer: cetak campaign answer { $folder }
campaign-job-computed = Job { $job } is done.
campaign-job-done = Job { $job } was done before.
campaign-again = { $jobs ->
    [one] { $jobs } job was
   *[other] { $jobs } jobs were
} computed once more: every bit is the same.
campaign-nothing = No replication is done yet that all scenarios have. Work through the jobs with: cetak campaign run { $folder }
campaign-incomplete = Not complete: the answer rests on { $done } of { $requested } replications.

## Status
campaign-plans = { $plans ->
    [one] { $plans } scenario
   *[other] { $plans } scenarios
}, { $replications ->
    [one] { $replications } replication
   *[other] { $replications } replications each
}, seed { $seed }.
campaign-done = Done: { $replications } of { $of ->
    [one] { $of } replication
   *[other] { $of } replications
}, { $jobs } of { $of-jobs ->
    [one] { $of-jobs } job
   *[other] { $of-jobs } jobs
}.
campaign-all-done = All jobs are done. The answer:
campaign-time-left = At the pace so far the rest takes { $length }, with { $processes ->
    [one] the { $processes } process that runs
   *[other] the { $processes } processes that run
} now.
campaign-at-rest = No process of this machine is at work. One would take { $length } for the rest, at the pace so far:
campaign-no-pace = No job has ended yet, so the time left is not known.
campaign-not-begun = No process of this machine is at work. Begin with:
campaign-head-jobs = Jobs
campaign-of = { $done } of { $all }
campaign-row-all = all
campaign-column-plan = scenario
campaign-column-done = done
campaign-column-running = running
campaign-column-failed = failed
campaign-column-uncertain = uncertain
campaign-column-waiting = waiting
campaign-column-replications = replications done
campaign-note-offices = The offices are cut into { $parts } parts, and a replication counts once for each of them.
campaign-note-uncertain = Uncertain: begun and not complete, and no process of this machine holds the job. It was killed, or it runs on another machine.
campaign-failed-job = Job { $job } ({ $name }, replications { $first } to { $last }) failed { $attempts ->
    [0] before it ran
    [one] once
   *[other] { $attempts } times
}. This runs it alone:
campaign-differing-job = Job { $job } was computed twice with different results. Both files are kept, and the answer leaves the job out:
campaign-note-differing = One machine computes wrongly, or a file was changed. Delete the wrong one, or both, and run the job again.
campaign-mixed = a campaign has scenarios of single offices, or one nation under one or more rules
