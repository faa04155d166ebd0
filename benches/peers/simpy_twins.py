"""The examples of this crate in SimPy: what each output is there, on its own random numbers.

    simpy_twins.py [EXAMPLE]...    prints example,output,replications,mean,standard error

tests/cli/twins.rs compares this with the recordings in examples/recordings; simpy_twins.csv is what SimPy 4.1.2 printed. The seven
classics are SimPy's own examples, without what they print, and as long as ours.
"""

import math
import sys
from random import Random

import simpy


class Mean:
    def __init__(self):
        self.n, self.sum = 0, 0.0

    def add(self, value):
        self.n, self.sum = self.n + 1, self.sum + value

    def get(self):
        return self.sum / self.n


def over_time(env, resource):
    """Counts the busy units of a resource; returns a function that gives their mean share."""
    busy = {"since": 0.0, "area": 0.0}

    def note():
        busy["area"] += resource.count * (env.now - busy["since"])
        busy["since"] = env.now

    def wrap(method):
        def noting(*arguments):
            note()
            return method(*arguments)

        return noting

    resource._do_put, resource._do_get = wrap(resource._do_put), wrap(resource._do_get)

    def share():
        note()
        return busy["area"] / env.now / resource.capacity

    return share


def gamma(rng, shape, mean):
    return rng.gammavariate(shape, mean / shape)


def bank_renege(rng):
    env = simpy.Environment()
    counter = simpy.Resource(env, capacity=1)
    busy, waits, left = over_time(env, counter), Mean(), [0]

    def customer():
        came = env.now
        with counter.request() as request:
            results = yield request | env.timeout(rng.uniform(1, 3))
            if request not in results:
                left[0] += 1
                return
            waits.add(env.now - came)
            yield env.timeout(rng.expovariate(1 / 12))

    def source():
        for _ in range(50):
            env.process(customer())
            yield env.timeout(rng.expovariate(1 / 10))

    env.process(source())
    env.run()
    return {
        "share who leave": left[0] / 50,
        "wait of the others": waits.get(),
        "counter busy": busy(),
    }


def carwash(rng):
    env = simpy.Environment()
    machines = simpy.Resource(env, 2)
    time, dirt = Mean(), Mean()

    def wash():
        yield env.timeout(5)
        return rng.randint(50, 99)

    def car():
        came = env.now
        with machines.request() as request:
            yield request
            dirt.add((yield env.process(wash())))
            time.add(env.now - came)

    def setup():
        for _ in range(4):
            env.process(car())
        while True:
            yield env.timeout(rng.randint(5, 9))
            env.process(car())

    env.process(setup())
    # What happens at the end belongs to the run, as in ours.
    env.run(until=120.0001)
    return {
        "cars washed": time.n,
        "time at the carwash": time.get(),
        "dirt removed": dirt.get(),
    }


def machine_shop(rng):
    env = simpy.Environment()
    repairman = simpy.PreemptiveResource(env, capacity=1)
    made, jobs = [0], [0]

    def time_per_part():
        while True:
            t = rng.normalvariate(10, 2)
            if 0 < t < 30:
                return t

    class Machine:
        def __init__(self):
            self.broken = False
            self.process = env.process(self.working())
            env.process(self.break_machine())

        def working(self):
            while True:
                left = time_per_part()
                while left:
                    start = env.now
                    try:
                        yield env.timeout(left)
                        left = 0
                    except simpy.Interrupt:
                        self.broken = True
                        left -= env.now - start
                        with repairman.request(priority=1) as request:
                            yield request
                            yield env.timeout(30)
                        self.broken = False
                made[0] += 1

        def break_machine(self):
            while True:
                yield env.timeout(rng.expovariate(1 / 300))
                if not self.broken:
                    self.process.interrupt()

    def other_jobs():
        while True:
            left = 30.0
            while left:
                with repairman.request(priority=2) as request:
                    yield request
                    start = env.now
                    try:
                        yield env.timeout(left)
                        left = 0
                    except simpy.Interrupt:
                        left -= env.now - start
            jobs[0] += 1

    for _ in range(10):
        Machine()
    env.process(other_jobs())
    env.run(until=7 * 24 * 60)
    return {"parts made": made[0], "other jobs done": jobs[0]}


def movie_renege(rng):
    env = simpy.Environment()
    counter = simpy.Resource(env, capacity=1)
    available, sold_out = [50] * 3, [env.event() for _ in range(3)]
    when, left = [None] * 3, [0]

    def moviegoer(film, tickets):
        with counter.request() as turn:
            result = yield turn | sold_out[film]
            if turn not in result:
                left[0] += 1
                return
            if available[film] < tickets:
                yield env.timeout(0.5)
                return
            available[film] -= tickets
            if available[film] < 2:
                sold_out[film].succeed()
                when[film] = env.now
                available[film] = 0
            yield env.timeout(1)

    def arrivals():
        while True:
            yield env.timeout(rng.expovariate(1 / 0.5))
            film, tickets = rng.randrange(3), rng.randint(1, 6)
            if available[film]:
                env.process(moviegoer(film, tickets))

    env.process(arrivals())
    env.run(until=120)
    return {"first film sold out": when[0], "leave the queue": left[0]}


def gas_station(rng):
    env = simpy.Environment()
    pumps, tank = simpy.Resource(env, 2), simpy.Container(env, 200, init=200)
    time, trucks = Mean(), [0]

    def car():
        came = env.now
        litres = 50 - rng.randint(5, 25)
        with pumps.request() as request:
            yield request
            yield tank.get(litres)
            yield env.timeout(litres / 2)
            time.add((env.now - came) / 60)

    def control():
        while True:
            if tank.level / tank.capacity * 100 < 25:
                yield env.timeout(300)
                yield tank.put(tank.capacity - tank.level)
                trucks[0] += 1
            yield env.timeout(10)

    def cars():
        while True:
            yield env.timeout(rng.randint(30, 300))
            env.process(car())

    env.process(control())
    env.process(cars())
    env.run(until=7200.0001)
    return {"cars refuelled": time.n, "time at the station": time.get(), "trucks": trucks[0]}


def latency(rng):
    env = simpy.Environment()
    store, delays = simpy.Store(env), Mean()
    under_way = {"count": 0, "since": 0.0, "area": 0.0}

    def change(by):
        under_way["area"] += under_way["count"] * (env.now - under_way["since"])
        under_way["count"], under_way["since"] = under_way["count"] + by, env.now

    def cable(sent):
        change(1)
        yield env.timeout(10)
        change(-1)
        store.put(sent)

    def sender():
        while True:
            yield env.timeout(rng.expovariate(1 / 5))
            env.process(cable(env.now))

    def receiver():
        while True:
            delays.add(-((yield store.get()) - env.now))

    env.process(sender())
    env.process(receiver())
    env.run(until=60)
    change(0)
    under_way["area"] = 0.0
    env.run(until=6060)
    change(0)
    return {"messages under way": under_way["area"] / 6000, "delay": delays.get()}


def process_communication(rng):
    env = simpy.Environment()
    pipes = [simpy.Store(env) for _ in range(2)]
    received = {"late": 0, "all": 0}

    def generator():
        while True:
            yield env.timeout(rng.randint(6, 10))
            for pipe in pipes:
                pipe.put(env.now)

    def consumer(pipe):
        while True:
            sent = yield pipe.get()
            received["all"] += 1
            received["late"] += sent < env.now
            yield env.timeout(rng.randint(4, 8))

    env.process(generator())
    for pipe in pipes:
        env.process(consumer(pipe))
    env.run(until=1440.0001)
    return {"received late": received["late"] / received["all"], "received": received["all"]}


def emergency_department(rng):
    env = simpy.Environment()
    nurses, doctors = simpy.Resource(env, 2), simpy.PriorityResource(env, 3)
    found = {}

    def reset():
        found.update(urgent=Mean(), others=Mean(), stay=Mean(), left=0)

    reset()

    def patient():
        came, urgent = env.now, rng.random() < 0.2
        with nurses.request() as nurse:
            yield nurse
            yield env.timeout(gamma(rng, 2, 6))
        with doctors.request(priority=0 if urgent else 1) as doctor:
            if urgent:
                yield doctor
            else:
                results = yield doctor | env.timeout(120)
                if doctor not in results:
                    found["left"] += 1
                    return
            found["urgent" if urgent else "others"].add(env.now - came)
            yield env.timeout(gamma(rng, 2, 18))
        if rng.random() < 0.3:
            yield env.timeout(30)
            with doctors.request(priority=-1) as doctor:
                yield doctor
                yield env.timeout(5)
        found["stay"].add(env.now - came)

    def source():
        while True:
            yield env.timeout(rng.expovariate(1 / 7))
            env.process(patient())

    env.process(source())
    env.run(until=1440)
    reset()
    env.run(until=8 * 1440)
    return {
        "urgent: door to doctor": found["urgent"].get(),
        "others: door to doctor": found["others"].get(),
        "stay": found["stay"].get(),
        "leave unseen": found["left"] / (found["left"] + found["urgent"].n + found["others"].n),
    }


class Together:
    """Several resources at once, all or nothing, strictly in the order of (key, time of asking) in each: SimPy has none."""

    def __init__(self, env, capacities):
        self.env, self.free, self.waiting, self.number = env, dict(capacities), [], 0
        self.held, self.area, self.since = dict.fromkeys(capacities, 0), dict.fromkeys(capacities, 0.0), 0.0

    def note(self):
        for name, held in self.held.items():
            self.area[name] += held * (self.env.now - self.since)
        self.since = self.env.now

    def request(self, wants, key=0):
        self.number += 1
        granted = self.env.event()
        self.waiting.append((key, self.number, wants, granted))
        self.waiting.sort(key=lambda request: request[:2])
        self.settle()
        return granted

    def release(self, wants):
        self.change(wants, 1)
        self.settle()

    def change(self, wants, by):
        self.note()
        for name, count in wants.items():
            self.free[name] += by * count
            self.held[name] -= by * count

    def settle(self):
        blocked, stay = set(), []
        for request in self.waiting:
            wants = request[2]
            if blocked.isdisjoint(wants) and all(self.free[n] >= c for n, c in wants.items()):
                self.change(wants, -1)
                request[3].succeed()
            else:
                blocked.update(wants)
                stay.append(request)
        self.waiting = stay


def port_of(rng, berths):
    env = simpy.Environment()
    port = Together(env, {"berth": berths, "tug": 3, "channel": 0})
    stay = Mean()

    def tide():
        while True:
            port.free["channel"] += 2
            port.settle()
            yield env.timeout(5)
            port.free["channel"] -= 2
            yield env.timeout(7)

    def ship():
        came = env.now
        yield port.request({"berth": 1, "tug": 2, "channel": 1})
        yield env.timeout(1)
        port.release({"tug": 2, "channel": 1})
        yield env.timeout(gamma(rng, 4, 12))
        yield port.request({"tug": 1, "channel": 1}, key=-1)
        port.release({"berth": 1})
        yield env.timeout(1)
        port.release({"tug": 1, "channel": 1})
        stay.add(env.now - came)

    def sea():
        while True:
            yield env.timeout(rng.expovariate(1 / 10))
            env.process(ship())

    env.process(tide())
    env.process(sea())
    env.run(until=8760)
    port.note()
    return {
        "stay of a ship": stay.get(),
        "berths busy": port.area["berth"] / 8760 / berths,
        "tugs busy": port.area["tug"] / 8760 / 3,
    }


def poisson(rng, mean):
    count, time = 0, rng.expovariate(1.0)
    while time < mean:
        count, time = count + 1, time + rng.expovariate(1.0)
    return count


def inventory_of(rng, point, level):
    env = simpy.Environment()
    profit = [0.0]

    def shop():
        stock = level
        for _ in range(2000):
            sold = min(stock, poisson(rng, 100))
            stock -= sold
            profit[0] += 2 * sold - 0.1 * stock
            if rng.random() < 0.95 and stock < point:
                profit[0] -= 10 + level - stock
                stock = level
            yield env.timeout(1)

    env.process(shop())
    env.run()
    return {"profit per day": profit[0] / 2000}


TWINS = {
    "bank_renege": (1000, bank_renege),
    "carwash": (1000, carwash),
    "machine_shop": (100, machine_shop),
    "movie_renege": (1000, movie_renege),
    "gas_station": (1000, gas_station),
    "latency": (200, latency),
    "process_communication": (500, process_communication),
    "emergency_department": (200, emergency_department),
    "port: two berths": (100, lambda rng: port_of(rng, 2)),
    "port: three berths": (100, lambda rng: port_of(rng, 3)),
    "inventory: (80, 200)": (100, lambda rng: inventory_of(rng, 80, 200)),
    "inventory: (80, 198)": (100, lambda rng: inventory_of(rng, 80, 198)),
}


def main():
    for name in sys.argv[1:] or TWINS:
        replications, run = TWINS[name]
        found = [run(Random(f"{name} {seed}")) for seed in range(replications)]
        for output in found[0]:
            values = [float(one[output]) for one in found]
            mean = sum(values) / len(values)
            variance = sum((value - mean) ** 2 for value in values) / (len(values) - 1)
            error = math.sqrt(variance / len(values))
            print(f'"{name}",{output},{replications},{mean:.6g},{error:.3g}', flush=True)


main()
