"""The M/M/1 queue and the hold model in SimPy.

    simpy_mm1.py version
    simpy_mm1.py mm1 CUSTOMERS MEAN_INTERARRIVAL SEED    prints: seconds, customers, mean time in system
    simpy_mm1.py hold PENDING WARM_UP SPAN SEED          prints: seconds, holds

The seconds are those of the run alone, without the start of the interpreter.
"""

import sys
from random import Random
from time import process_time

import simpy


def mm1(customers, mean_interarrival, seed):
    arrivals, services = Random(2 * seed), Random(2 * seed + 1)
    env = simpy.Environment()
    clerk = simpy.Resource(env, capacity=1)
    times = []

    def customer():
        arrived = env.now
        with clerk.request() as request:
            yield request
            yield env.timeout(services.expovariate(1.0))
        times.append(env.now - arrived)

    def source():
        for _ in range(customers):
            yield env.timeout(arrivals.expovariate(1.0 / mean_interarrival))
            env.process(customer())

    env.process(source())
    start = process_time()
    env.run()
    elapsed = process_time() - start
    print(elapsed, len(times), sum(times) / len(times))


def hold(pending, warm_up, span, seed):
    delays = Random(seed)
    env = simpy.Environment()
    count = 0

    def held():
        nonlocal count
        while True:
            yield env.timeout(delays.expovariate(1.0))
            count += 1

    for _ in range(pending):
        env.process(held())
    env.run(until=warm_up)
    before = count
    start = process_time()
    env.run(until=warm_up + span)
    print(process_time() - start, count - before)


def main(model, *arguments):
    if model == "version":
        print(simpy.__version__)
    elif model == "mm1":
        customers, mean_interarrival, seed = arguments
        mm1(int(customers), float(mean_interarrival), int(seed))
    elif model == "hold":
        pending, warm_up, span, seed = arguments
        hold(int(pending), float(warm_up), float(span), int(seed))
    else:
        sys.exit(__doc__)


main(*(sys.argv[1:] or ["help"]))
