#!/usr/bin/env python3
"""The conflict graph with narrowed reads, as a strategy in a process of its own.

Reads one JSON line a block from standard input and answers with one JSON line of groups, as
docs/process-strategies.md says. It makes the same groups as the strategy `address-narrowed` in
Swift. Only the standard library is needed.
"""

import json
import sys
import time

PROTOCOL, VERSION = "bal-strategy", 1


class DisjointSets:
    """Union-find with path halving and union by size."""

    def __init__(self, count):
        self.parents = list(range(count))
        self.sizes = [1] * count

    def find(self, element):
        parents = self.parents
        while parents[element] != element:
            parents[element] = parents[parents[element]]
            element = parents[element]
        return element

    def unite(self, a, b):
        large, small = self.find(a), self.find(b)
        if large == small:
            return
        if self.sizes[large] < self.sizes[small]:
            large, small = small, large
        self.parents[small] = large
        self.sizes[large] += self.sizes[small]


def observable(resource, senders):
    """Whether a call can observe a written resource: code, storage, balances of non-senders."""
    kind, address = resource[0], resource[1]
    return kind in ("code", "storage") or (kind == "balance" and address not in senders)


def group(block, narrow=True):
    """The groups of a block: components of its conflict graph, by their smallest members."""
    transactions, writes = block["transactions"], block["writes"]
    sets = DisjointSets(len(transactions))
    senders = {transaction["from"] for transaction in transactions}

    first_writers = {}  # resource -> the first transaction that writes it
    for writer, resources in enumerate(writes):
        for resource in map(tuple, resources):
            sets.unite(first_writers.setdefault(resource, writer), writer)
    by_address = {}  # address -> what a call can observe of what was written there
    for resource in first_writers:
        if observable(resource, senders):
            by_address.setdefault(resource[1], []).append(resource)

    def read(resource, reader):
        # Uniting with one writer is enough: the writers of a resource are one set already.
        writer = first_writers.get(resource, reader)
        if writer < reader:
            sets.unite(writer, reader)

    last_of = {}
    for reader, transaction in enumerate(transactions):
        sender, to = transaction["from"], transaction["to"]
        sets.unite(last_of.get(sender, reader), reader)
        last_of[sender] = reader
        # A payment to the fee recipient counts as no call; a creation runs its initcode.
        calls = to != block["feeRecipient"]
        known = {sender}

        read(("balance", sender), reader)
        read(("nonce", sender), reader)
        if calls and to is not None:
            known.add(to)
            read(("balance", to), reader)
            read(("code", to), reader)
        for entry in transaction["accessList"]:
            address = entry["address"]
            known.add(address)
            read(("balance", address), reader)
            read(("code", address), reader)
            for slot in entry["storageKeys"]:
                read(("storage", address, slot), reader)
        for authorization in transaction["authorizationList"]:
            known.update((authorization["authority"], authorization["address"]))
            read(("code", authorization["address"]), reader)
        if calls and narrow:
            known.update(resource[1] for resource in writes[reader])
            for address in known:
                for resource in by_address.get(address, ()):
                    read(resource, reader)

    groups = {}
    for transaction in range(len(transactions)):
        groups.setdefault(sets.find(transaction), []).append(transaction)
    return list(groups.values())


def answer(message):
    sys.stdout.write(json.dumps(message, separators=(",", ":")) + "\n")
    sys.stdout.flush()  # the workbench waits for the line


def main():
    hello = json.loads(sys.stdin.readline())
    answer({"protocol": PROTOCOL, "version": VERSION})
    if hello.get("version") != VERSION:
        sys.exit(f"this program speaks version {VERSION} of {PROTOCOL}, not {hello.get('version')}")
    reads = hello["options"].get("reads", "known-addresses")
    if reads not in ("announced", "known-addresses"):
        sys.exit(f"reads is '{reads}': expected announced or known-addresses")
    for line in sys.stdin:
        block = json.loads(line)
        began = time.perf_counter_ns()
        groups = group(block, narrow=reads == "known-addresses")
        elapsed = time.perf_counter_ns() - began
        answer({"id": block["id"], "groups": groups, "elapsed_ns": elapsed})


if __name__ == "__main__":
    main()
