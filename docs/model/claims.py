#!/usr/bin/env python3
"""Random-schedule checker of the protocol behind unique names (docs/decisions/0003, 0010, 0044).

Every `yield` is one atomic script on one hash slot, or one read. The scheduler crashes callers at any step, stalls them for
any time, and delivers any earlier script again late (a lost reply that was retried, a client's replay). At the end the
sweeper comes by, and then nothing may be left behind.
usage: claims.py [SCHEDULES]     the protocol must show 0 violations; each seeded bug must show some
"""
import itertools, random, sys, time

class World:
    def __init__(self, bug=None, policy=2):
        self.policy, self.whole = policy, True      # policy 1 makes one key of a name, 2 both, and those of generated names elsewhere; whole: every name has its keys by the policy
        self.subject, self.account, self.claim, self.events = {}, {}, {}, []   # slot of the e-mail | same slot | slot of the name
        self.unsettled = {}                                                    # slot of the name: claims to look at again
        self.token, self.number, self.bug, self.ownlost = itertools.count(1), itertools.count(1), bug, False

def placed(name): return name[:1] in ("x", "X")    # of the shape of generated names: claimed where its characters say, which is the slot of the e-mail it is drawn for
def keys(name, policy=2):
    """A name has one key or two; names that share one are one name."""
    if placed(name): return [name.lower() if policy == 1 else "/" + name.lower()]
    return sorted(name.lower().split("+"))[:policy]
def earlier(name): return keys(name, 1) if placed(name) else []   # under which users may have it who are not reached yet
def copy(a): return None if a is None else {**a, "held": list(a["held"]), "release": list(a["release"])}
def kept(a): return [key for key, _ in a["held"]]
def wanted(w, a):
    """The claims that a pending name needs besides those that its owner has."""
    name, token, policy, _ = a["pending"]
    return [(key, token) for key in keys(name, policy)[:1 if w.bug == "firstkey" else 2] if key not in kept(a) or w.bug == "loseown"]
def backs(w, a, key, token):
    if a is None: return False
    all = a["held"] + (wanted(w, a) if a["pending"] else [])
    return (key, token) in all or w.bug == "tokenbacks" and token in [t for _, t in all]

# ---- the scripts: commit (compare-and-set of one bucket), claim, release and settle (one name)
def read_subject(w, mail): return dict(w.subject.get(mail, {"ver": 0, "uid": None, "blocked": 0}))
def read(w, uid): return copy(w.account.get(uid))
def find(w, key): return w.claim.get(key)
def commit(w, expect_subject, expect_account, subject, account, event):
    """All of one bucket: both records and the outbox, if and only if both versions are as expected."""
    mail, uid = subject and subject["mail"], account and account["uid"]
    if subject and read_subject(w, mail)["ver"] != expect_subject: return False
    if account and w.bug != "nover" and (w.account.get(uid) or {"ver": 0})["ver"] != expect_account: return False
    if subject: w.subject[mail] = {**subject, "ver": expect_subject + 1}
    if account: w.account[uid] = {**copy(account), "ver": expect_account + 1}
    if event == "own": w.ownlost = True                # every key is the owner's already, so none can be another's
    elif event: w.events.append((uid, expect_account + 1, event))
    return True
def claim(w, key, uid, token, policy, expect=(), join=False):
    """Takes a key, or joins those who have it, and notes that it has to be looked at again. A number tells two writings apart."""
    if policy != w.policy and w.bug != "nofence": return "another policy"
    held = w.claim.get(key, ())
    own = any(line[:2] == (uid, token) or (w.bug == "notoken" and line[0] == uid) for line in held)
    if held and not own and held != expect: return held
    if not own: w.claim[key] = (held if join else ()) + ((uid, token, next(w.number)),)
    w.unsettled[key] = True; return None
def create(w, expect_subject, subject, account, policy):
    """The commit that writes a new user with its name, if every key is free: the claims are in its slot."""
    mail, held = subject["mail"], account["held"]
    if read_subject(w, mail)["ver"] != expect_subject and w.bug != "createblind": return False
    if policy != w.policy and w.bug != "createunfenced": return "another policy"
    if any(key in w.claim for key, _ in held) and w.bug != "createtaken": return False
    for key, token in held: w.claim[key] = ((account["uid"], token, next(w.number)),)
    w.subject[mail] = {**subject, "ver": expect_subject + 1}; w.account[account["uid"]] = {**copy(account), "ver": 1}
    w.events.append((account["uid"], 1, "initialized")); return True
def release(w, key, uid, token):
    held = w.claim.get(key, ())
    rest = tuple(line for line in held if line[:2] != (uid, token) and not (w.bug == "looserelease" and line[0] == uid))
    if w.bug == "releaseall" and rest != held: rest = ()
    if rest != held:
        if rest: w.claim[key] = rest
        else: del w.claim[key]; w.unsettled.pop(key, None)
    elif w.bug == "releaseforgets": w.unsettled.pop(key, None)
def settle(w, key, seen):
    """No longer looks at a claim, if it still is what was looked at."""
    held = w.claim.get(key, ())
    if w.bug == "nonumber": held, seen = [line[:2] for line in held], [line[:2] for line in seen]
    if held == seen or w.bug == "blindsettle": w.unsettled.pop(key, None)
def generated(w, names): return random.choice([n for n in names if w.whole or placed(n)])
def finish(w): w.whole = True                       # the walk over all names is over
def isnow(w, policy): return policy == w.policy
def users(w): return [uid for uid, a in w.account.items() if a["state"] == "ACTIVE"]

# ---- the callers
def another(w, uid, name):
    """While all names get other keys: whether it is perhaps that of a user who is not reached yet. No one claims such keys any more."""
    for key in earlier(name) if w.policy == 2 and not w.whole and w.bug != "noearlier" else ():
        if any(line[0] != uid for line in (yield (find, key)) or ()): return True
    return False
def take(w, uid, a, p):
    """Claims every key that a pending name needs, in one order. True: all are claimed; False: one is another's; None: begin again."""
    name, _, policy, rekeys = a["pending"]
    if not wanted(w, a) and w.bug != "nocheck" and not (yield (isnow, p)): return "another policy"
    if not rekeys and (yield from another(w, uid, name)): return False
    for key in keys(name, policy) if not rekeys and w.bug != "sharedspelling" else ():
        for line in ((yield (find, key)) or ()) if key in kept(a) else ():
            if line[0] != uid and backs(w, (yield (read, line[0])), key, line[1]): return False
    for key, token in wanted(w, a):
        held = yield (claim, key, uid, token, p)
        if held is None: continue
        if held == "another policy": return held
        valid = False
        for line in held:
            owner = yield (read, line[0])
            valid |= (owner is not None and key in keys(owner["name"] or "")) if w.bug == "stalename" else backs(w, owner, key, line[1])
        if valid and not rekeys: return False
        if (yield (claim, key, uid, token, p, held, valid and w.bug != "nojoin")) is not None: return None
    return True
def drive(w, uid, names, p):
    """Roll the account's pending name change and its releases forward; anyone may run it, any number of times."""
    for _ in range(60):
        a = yield (read, uid)
        if a is None: return
        if a["pending"]:
            name, token, policy, rekeys = a["pending"]; new = wanted(w, a)
            if policy != p and p != w.policy: return "another policy"   # left to instances of the policy of now
            taken = False if policy != p else (yield from take(w, uid, a, p))
            if taken == "another policy": return taken
            if taken is None: continue
            if taken is False:
                if a["state"] == "CREATING":
                    yield (commit, 0, a["ver"], None, {**a, "pending": (generated(w, names), next(w.token), p, False)}, None)
                else:
                    lost = "own" if policy == p and set(keys(name)) <= set(kept(a)) and all(len(w.claim[k]) == 1 for k in keys(name)) else None
                    yield (commit, 0, a["ver"], None, {**a, "pending": None, "release": a["release"] + new}, lost)
                continue
            stay = [h for h in a["held"] if h[0] in keys(name, policy) and h[0] not in [k for k, _ in new]]
            old = [h for h in a["held"] if h not in stay]
            under = a["under"] if rekeys or set(keys(name)) <= set(kept(a)) else p
            event = None if rekeys else "initialized" if a["state"] == "CREATING" else "updated"
            done = yield (commit, 0, a["ver"], None, {**a, "state": "ACTIVE", "name": name, "held": stay + new, "pending": None, "under": under,
                          "release": a["release"] + ([] if w.bug == "keepold" else old)}, event)
            if not done:
                b = yield (read, uid)
                for key, token in new:
                    if not backs(w, b, key, token): yield (release, key, uid, token)
        elif a["release"]:
            key, token = a["release"][0]
            yield (release, key, uid, token)
            yield (commit, 0, a["ver"], None, {**a, "release": a["release"][1:]}, None)
        else: return
def rekey(w, uid, names):
    """Gives a name both of its keys: a rename to itself, that joins those who have a key instead of losing."""
    for _ in range(20):
        yield from drive(w, uid, names, 2)
        a = yield (read, uid)
        if a["pending"] or a["release"]: continue
        if sorted(kept(a)) == keys(a["name"]): return
        yield (commit, 0, a["ver"], None, {**a, "pending": (a["name"], next(w.token), 2, True)}, None)
def walk(w, names):
    """All names get their keys by policy 2; what older instances have claimed is ended before."""
    for key in sorted(w.unsettled) if w.bug != "noend" else (): yield from review(w, key, names, 2)
    for uid in (yield (users,)): yield from rekey(w, uid, names)
    yield (finish,)
def ensure(w, mail, names, p):
    for _ in range(20):
        s = yield (read_subject, mail)
        if s["uid"]: break
        if s["blocked"]: return
        uid, name = "u%d" % next(w.token), generated(w, names)
        if placed(name) and random.random() < .8:        # else as one whose key is in another slot
            if (yield from another(w, uid, name)): continue
            token = next(w.token)
            done = yield (create, s["ver"], {**s, "mail": mail, "uid": uid}, {"uid": uid, "mail": mail, "ver": 0, "state": "ACTIVE", "name": name, "under": p,
                   "held": [(key, token) for key in keys(name, p)], "pending": None, "release": [], "blocked": 0}, p)
            if done == "another policy": return
            continue
        yield (commit, s["ver"], 0, {**s, "mail": mail, "uid": uid}, {"uid": uid, "mail": mail, "ver": 0, "state": "CREATING", "name": None, "held": [], "under": p,
               "pending": (name, next(w.token), p, False), "release": [], "blocked": 0}, None)
    if s["uid"]: yield from drive(w, s["uid"], names, p)
def rename(w, mail, name, names, p):
    s = yield (read_subject, mail)
    if not s["uid"]: return
    yield from drive(w, s["uid"], names, p)
    a = yield (read, s["uid"])
    if a["state"] != "ACTIVE" or a["pending"] or a["release"] or a["name"] == name: return
    if p == 2 and not w.whole and w.bug != "givesearly": return
    yield (commit, 0, a["ver"], None, {**a, "pending": (name, next(w.token), p, False)}, None)
    yield from drive(w, s["uid"], names, p)
def block(w, mail, names):
    for _ in range(20):
        s = yield (read_subject, mail)
        if s["blocked"]: return
        a = (yield (read, s["uid"])) if s["uid"] else None
        if (yield (commit, s["ver"], a["ver"] if a else 0, {**s, "mail": mail, "blocked": 1}, {**a, "blocked": 1} if a else None, None)): return
def review(w, key, names, p):
    """The sweeper looks at a claim: finishes what is behind it, or frees it when nothing is."""
    held = (yield (find, key)) or (); backed = True
    for uid, token, number in held:
        if (yield from drive(w, uid, names, p)) == "another policy": return
        a = yield (read, uid)
        if backs(w, a, key, token) or w.bug == "blindreview": continue
        backed = False
        yield (release, key, uid, token)
    if backed: yield (settle, key, held)

# ---- what must hold after every single step
def broken(w):
    seen = {}
    for uid, a in w.account.items():
        if a["state"] == "ACTIVE":
            if w.bug != "firstkey" and sorted(kept(a)) not in [keys(a["name"], p) for p in (1, 2)]: return "keys of another name"
            if w.policy == 2 and w.whole and w.bug != "firstkey" and sorted(kept(a)) != keys(a["name"]): return "a name without its new keys"
            for key in keys(a["name"]):
                # Only names of before the switch may share one, and only one that they did not share before.
                for other in seen.setdefault(key, []):
                    if 2 in (a["under"], other["under"]) or keys(a["name"], 1) == keys(other["name"], 1): return "one name, two users"
                seen[key].append(a)
            for key, token in a["held"]:
                if (uid, token) not in [line[:2] for line in w.claim.get(key, ())]: return "name without its claim"
        if read_subject(w, a["mail"])["uid"] != uid: return "account without its e-mail"
        if read_subject(w, a["mail"])["blocked"] != a["blocked"]: return "block not mirrored"
    if w.ownlost: return "own name refused"

# ---- what must hold once the sweeper has been here
def left(w):
    for a in w.account.values():
        if a["state"] != "ACTIVE" or a["pending"] or a["release"]: return "not rolled forward"
    if w.unsettled: return "a claim is looked at for ever"
    for key, held in w.claim.items():
        for uid, token, number in held:
            a = w.account.get(uid)
            if a is None or (key, token) not in a["held"] or key not in keys(a["name"], w.policy): return "a claim left behind"
    if len({e[:2] for e in w.events}) != len(w.events): return "an event twice"

def through(w, g):
    """Runs one caller to its end, undisturbed."""
    v = None
    try:
        while True:
            step = g.send(v); v = step[0](w, *step[1:])
            if (m := broken(w)): return m
    except StopIteration: return None

def run(seed, bug):
    random.seed(seed); w = World(bug, 1 if bug in CHANGES else random.choice((1, 2)))
    names = ["n%d" % i for i in range(random.choice([2, 3, 4]))]; names += [n.upper() for n in names[:2]] + ["n0+n1", "N0+N1", "n1+n0", "n1+n2", "x0", "X0", "X1"]
    spare = names + ["x%d" % i for i in range(5)]; mails = ["a", "b", "c"]
    callers, history, ops, steps = [], [], random.randint(6, 22), 0
    while steps < 700 and (callers or ops):
        steps += 1; r = random.random()
        if w.policy == 1 and random.random() < .03: w.policy, w.whole = 2, False; callers.append([walk(w, spare), None])
        if ops and (r < .18 or not callers):
            ops -= 1; k = random.random(); m = random.choice(mails)
            if k < .15 and w.unsettled: callers.append([review(w, random.choice(sorted(w.unsettled)), spare, w.policy), None])
            else: callers.append([ensure(w, m, spare, w.policy) if k < .45 else rename(w, m, random.choice(names), spare, w.policy) if k < .94 else block(w, m, spare), None])
            continue
        if history and r < .28: f = random.choice(history); f[0](w, *f[1:])
        else:
            i = random.randrange(len(callers)) if r < .9 else 0; p = callers[i]
            if r > .985: callers.pop(i)
            else:
                try:
                    step = p[0].send(p[1]); p[1] = step[0](w, *step[1:])
                    if step[0] in (commit, create, claim, release, settle): history.append(step)
                except StopIteration: callers.pop(i)
        if (m := broken(w)): return m, steps
    for _ in range(3):
        for uid in list(w.account):
            if (m := through(w, drive(w, uid, spare, w.policy))): return m, steps
        if not w.whole and (m := through(w, walk(w, spare))): return m, steps
        for name in sorted(w.unsettled):
            if (m := through(w, review(w, name, spare, w.policy))): return m, steps
    return left(w), steps

BUGS = ("nover", "notoken", "looserelease", "stalename", "loseown", "firstkey", "tokenbacks", "keepold", "blindreview", "blindsettle",
        "nonumber", "releaseforgets", "createblind", "createtaken")
CHANGES = ("nofence", "givesearly", "noend", "nojoin", "releaseall", "sharedspelling", "nocheck", "createunfenced", "noearlier")   # of a change of the policy

if __name__ == "__main__":
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 20000; worst = 0
    for bug in (None, *BUGS, *CHANGES):
        t, found, total = time.time(), {}, 0
        for s in range(n if bug is None else 20 * n):
            m, k = run(s, bug); total += k
            if m: found[m] = found.get(m, 0) + 1
            if m and bug: break                     # one is enough; a few take thousands of schedules
        print(f"{bug or 'protocol':14} {total:>9} steps  violations {sum(found.values()):>5}  {found or ''}  {time.time() - t:.0f} s", flush=True)
        if bool(found) == (bug is None): worst = 1
    sys.exit(worst)
