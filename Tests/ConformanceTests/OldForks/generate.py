#!/usr/bin/env python3
"""Writes state tests of random programs whose answers are from the execution specification.

The fixture packs start with Shanghai; this is what holds our rules of the forks before it, and
those after it too, against EELS. Each test is one transaction on one state with a result per fork.

    python3 -m venv v && v/bin/pip install ethereum-execution==2.20.0
    v/bin/python generate.py --seed 1 --count 120 old-forks.json.gz
    balbench conformance old-forks.json.gz

The same seed gives the same file. EELS has no Constantinople proper (its folder of that name holds
Petersburg's rules), and its DAO fork differs from Homestead in the transfer only.
"""

import argparse
import gzip
import json
import logging
import random
import sys
import threading
from io import StringIO

from ethereum.crypto.hash import keccak256
from ethereum_rlp import rlp
from ethereum_spec_tools.evm_tools import create_parser
from ethereum_spec_tools.evm_tools import t8n as t8n_module
from ethereum_spec_tools.evm_tools.t8n import T8N, ForkCache
from ethereum_spec_tools.forks import Hardfork

# The fork as EELS and as state tests call it.
FORKS = {
    "Frontier": "Frontier", "Homestead": "Homestead", "TangerineWhistle": "EIP150",
    "SpuriousDragon": "EIP158", "Byzantium": "Byzantium",
    "ConstantinopleFix": "ConstantinopleFix", "Istanbul": "Istanbul", "MuirGlacier": "MuirGlacier",
    "Berlin": "Berlin", "London": "London", "ArrowGlacier": "ArrowGlacier",
    "GrayGlacier": "GrayGlacier", "Paris": "Paris", "Shanghai": "Shanghai", "Cancun": "Cancun",
    "Prague": "Prague", "Osaka": "Osaka",
}
ORDER = list(FORKS)

KEY = "0x45a915e4d060149eb4365960e6a7a45f334393093061116b197e3240065ff2d8"
SENDER = 0xA94F5374FCE5EDBC8E2A8697C15331677E6EBF0B
CONTRACTS = [0xC0DE01, 0xC0DE02, 0xC0DE03]
FUNDED, EMPTY, DEAD, RIPEMD = 0xF00D, 0xE3E3, 0xDEAD, 3
COINBASE = 0xC01BA5E

OPS = {
    "STOP": 0x00, "ADD": 0x01, "MUL": 0x02, "SUB": 0x03, "DIV": 0x04, "SDIV": 0x05, "MOD": 0x06,
    "SMOD": 0x07, "ADDMOD": 0x08, "MULMOD": 0x09, "EXP": 0x0A, "SIGNEXTEND": 0x0B, "LT": 0x10,
    "SGT": 0x13, "EQ": 0x14, "ISZERO": 0x15, "AND": 0x16, "XOR": 0x18, "NOT": 0x19, "BYTE": 0x1A,
    "SHL": 0x1B, "SHR": 0x1C, "SAR": 0x1D, "SHA3": 0x20, "ADDRESS": 0x30, "BALANCE": 0x31,
    "ORIGIN": 0x32, "CALLER": 0x33, "CALLVALUE": 0x34, "CALLDATALOAD": 0x35, "CALLDATASIZE": 0x36,
    "CALLDATACOPY": 0x37, "CODESIZE": 0x38, "CODECOPY": 0x39, "GASPRICE": 0x3A,
    "EXTCODESIZE": 0x3B, "EXTCODECOPY": 0x3C, "RETURNDATASIZE": 0x3D, "RETURNDATACOPY": 0x3E,
    "EXTCODEHASH": 0x3F, "BLOCKHASH": 0x40, "COINBASE": 0x41, "TIMESTAMP": 0x42, "NUMBER": 0x43,
    "DIFFICULTY": 0x44, "GASLIMIT": 0x45, "CHAINID": 0x46, "SELFBALANCE": 0x47, "BASEFEE": 0x48,
    "POP": 0x50, "MLOAD": 0x51, "MSTORE": 0x52, "MSTORE8": 0x53, "SLOAD": 0x54, "SSTORE": 0x55,
    "JUMP": 0x56, "JUMPI": 0x57, "PC": 0x58, "MSIZE": 0x59, "GAS": 0x5A, "JUMPDEST": 0x5B,
    "CREATE": 0xF0, "CALL": 0xF1, "CALLCODE": 0xF2, "RETURN": 0xF3, "DELEGATECALL": 0xF4,
    "CREATE2": 0xF5, "STATICCALL": 0xFA, "REVERT": 0xFD, "INVALID": 0xFE, "SELFDESTRUCT": 0xFF,
}


def op(*names):
    return bytes(OPS[name] for name in names)


def push(value):
    data = value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big")
    return bytes([0x5F + len(data)]) + data


def call_of(name, *operands):
    """An instruction with its operands, the first on top."""
    return b"".join(x if isinstance(x, bytes) else push(x) for x in reversed(operands)) + op(name)


class Program:
    """A random program of statements that mostly leave the stack as it was."""

    # Most forks know the first; where one does not, the rest of the program is lost.
    COMMON = [
        "BALANCE", "EXTCODESIZE", "arithmetic", "environment", "log", "memory", "storage", "storage",
        "storage", "call", "call", "call", "callcode", "create", "create", "hash", "extcodecopy",
        "blockhash", "precompile", "exp", "observe-gas", "jump",
    ]
    # With the first fork that knows it.
    LATER = {
        "delegatecall": "Homestead", "staticcall": "Byzantium", "returndata": "Byzantium",
        "shift": "ConstantinopleFix", "EXTCODEHASH": "ConstantinopleFix",
        "create2": "ConstantinopleFix", "chain": "Istanbul", "basefee": "London",
    }

    def __init__(self, rng, fork):
        self.rng = rng
        # Before EIP-150 a call that asks for more gas than there is ends everything.
        self.asks_modestly = fork in ORDER[:2] and rng.random() < 0.9
        known = [k for k, first in self.LATER.items() if ORDER.index(first) <= ORDER.index(fork)]
        self.kinds = self.COMMON + known * 2

    def code(self, statements):
        code = b"".join(self.statement() for _ in range(statements))
        return code + self.ending()

    def address(self):
        r = self.rng
        return r.choice(
            CONTRACTS * 3 + [FUNDED, EMPTY, DEAD, DEAD + r.randrange(3), SENDER, COINBASE]
            + [r.randrange(1, 12), RIPEMD])

    def value(self):
        return self.rng.choice([0, 0, 0, 1, 7, 10**15, 10**30])

    def gas(self):
        r = self.rng
        if self.asks_modestly: return r.choice([0, 700, 2300, 9000, 20_000, 40_000, 100_000])
        return r.choice(
            [0, 1, 700, 2300, 5000, 9000, 20_000, 40_000, 40_000, 100_000, 2**64, op("GAS"),
             push(9000) + op("GAS", "SUB")])

    def word(self):
        r = self.rng
        return r.choice([0, 1, 2, 31, 255, 256, 2**64, 2**255, 2**256 - 1, r.getrandbits(256)])

    def observe(self):
        """Takes the top of the stack into a log or a slot."""
        if self.rng.random() < 0.7:
            return push(0) + push(0) + bytes([0xA1])
        return push(self.rng.randrange(6)) + op("SSTORE")

    def statement(self):
        r = self.rng
        roll = r.random()
        if roll < 0.004: return bytes(r.randrange(256) for _ in range(r.randrange(1, 6)))
        if roll < 0.008: return op(r.choice(["INVALID", "POP", "ADD", "JUMP", "STOP"]))
        kind = r.choice(self.kinds)
        return getattr(self, kind.lower().replace("-", "_"))()

    def balance(self): return call_of("BALANCE", self.address()) + self.observe()
    def extcodesize(self): return call_of("EXTCODESIZE", self.address()) + self.observe()
    def extcodehash(self): return call_of("EXTCODEHASH", self.address()) + self.observe()
    def observe_gas(self): return op("GAS") + self.observe()

    def arithmetic(self):
        name = self.rng.choice(
            ["ADD", "MUL", "SUB", "DIV", "SDIV", "MOD", "SMOD", "SIGNEXTEND", "LT", "SGT", "BYTE"])
        return call_of(name, self.word(), self.word()) + self.observe()

    def shift(self):
        name = self.rng.choice(["SHL", "SHR", "SAR"])
        return call_of(name, self.word(), self.word()) + self.observe()

    def exp(self): return call_of("EXP", self.word(), self.word()) + self.observe()

    def chain(self): return op(self.rng.choice(["CHAINID", "SELFBALANCE"])) + self.observe()

    def basefee(self): return op("BASEFEE") + self.observe()

    def environment(self):
        names = [
            "ADDRESS", "ORIGIN", "CALLER", "CALLVALUE", "CALLDATASIZE", "CODESIZE", "GASPRICE",
            "COINBASE", "TIMESTAMP", "NUMBER", "DIFFICULTY", "GASLIMIT", "PC", "MSIZE"]
        return op(self.rng.choice(names)) + self.observe()

    def log(self):
        topics = self.rng.randrange(5)
        return (
            b"".join(push(self.word()) for _ in range(topics)) + push(self.rng.choice([0, 5, 64]))
            + push(self.rng.choice([0, 31])) + bytes([0xA0 + topics]))

    def memory(self):
        r = self.rng
        place = r.choice([0, 1, 32, 63, 1000, 5000])
        return r.choice([
            call_of("MSTORE", place, self.word()), call_of("MSTORE8", place, self.word()),
            call_of("MLOAD", place) + self.observe(),
            call_of("CALLDATACOPY", place, r.choice([0, 7, 2**200]), r.choice([0, 33])),
            call_of("CODECOPY", place, r.choice([0, 7, 2**200]), r.choice([0, 33]))])

    def storage(self):
        r = self.rng
        key = r.randrange(6)
        if r.random() < 0.25: return call_of("SLOAD", key) + self.observe()
        return call_of("SSTORE", key, r.choice([0, 0, 1, 2]))

    def hash(self): return call_of("SHA3", 0, self.rng.choice([0, 1, 32, 300])) + self.observe()

    def extcodecopy(self):
        return call_of("EXTCODECOPY", self.address(), 0, self.rng.choice([0, 3]), 40)

    def blockhash(self):
        return call_of("BLOCKHASH", self.rng.choice([0, 742, 743, 998, 999, 1000, 2**70])) + (
            self.observe())

    def jump(self):
        # Over one byte that is no opcode, where the condition says so.
        return (
            push(self.rng.choice([0, 1, 1, 1])) + op("PC") + push(6) + op("ADD", "JUMPI")
            + bytes([self.rng.choice([0x5B, 0x01 if self.rng.random() < 0.1 else 0x5B])])
            + op("JUMPDEST"))

    def returndata(self):
        r = self.rng
        if r.random() < 0.5: return op("RETURNDATASIZE") + self.observe()
        size = r.choice([0, op("RETURNDATASIZE"), op("RETURNDATASIZE"), 32])
        return call_of("RETURNDATACOPY", 0, r.choice([0, 0, 0, 1]), size)

    def call(self):
        return call_of(
            "CALL", self.gas(), self.address(), self.value(), 0, 36, 0, 32) + self.observe()

    def callcode(self):
        return call_of(
            "CALLCODE", self.gas(), self.address(), self.value(), 0, 36, 0, 32) + self.observe()

    def delegatecall(self):
        return call_of(
            "DELEGATECALL", self.gas(), self.address(), 0, 36, 0, 32) + self.observe()

    def staticcall(self):
        return call_of("STATICCALL", self.gas(), self.address(), 0, 36, 0, 32) + self.observe()

    def precompile(self):
        r = self.rng
        words = {
            5: [1, 32, 32, self.word()] + [self.word() for _ in range(2)],
            6: [1, 2, 1, 2], 7: [1, 2, self.word()], 8: [1, 2], 9: [self.word()] * 6,
        }
        address = r.randrange(1, 10)
        operands = words.get(address, [self.word() for _ in range(3)])
        code = b"".join(call_of("MSTORE", 32 * i, w) for i, w in enumerate(operands))
        size = r.choice([0, 32, 96, 128, 192, 213])
        call = call_of("CALL", r.choice([100, 3000, 200_000]), address, self.value(), 0, size, 0, 64)
        return code + call + self.observe() + call_of("MLOAD", 0) + self.observe()

    def init_code(self):
        """Initialisation code of at most 64 bytes."""
        r = self.rng
        return r.choice([
            b"",
            call_of("RETURN", 0, r.choice([0, 1, 32, 600])),
            call_of("RETURN", 0, r.choice([24_576, 24_577])),
            call_of("MSTORE8", 0, r.choice([0xEF, 0xFE, 0xFF])) + call_of("RETURN", 0, 5),
            call_of("SSTORE", 1, 1) + call_of("SSTORE", 1, 0) + call_of("RETURN", 0, 3),
            call_of("SELFDESTRUCT", self.address()),
            call_of("MSTORE", 0, 0x600160005560015460015560) + call_of("RETURN", 20, 12),
            # The deployed code destroys itself.
            call_of("MSTORE", 0, int.from_bytes(call_of("SELFDESTRUCT", FUNDED), "big"))
            + call_of("RETURN", 28, 4),
            call_of("CALL", 20_000, r.choice(CONTRACTS), 0, 0, 0, 0, 0) + call_of("RETURN", 0, 1),
            call_of("REVERT", 0, 40), op("INVALID"), op("STOP"),
            op("GAS") + self.observe(),
        ])

    def creation(self, name):
        r = self.rng
        init = self.init_code()[:64]
        code = b""
        for start in range(0, len(init), 32):
            chunk = init[start:start + 32].ljust(32, b"\0")
            code += call_of("MSTORE", start, int.from_bytes(chunk, "big"))
        operands = [self.value(), 0, len(init)]
        if name == "CREATE2": operands.append(r.randrange(2))
        code += call_of(name, *operands)
        if r.random() < 0.4:
            # Call what was made.
            zeros = push(0) * 5
            return code + zeros + bytes([0x85]) + push(60_000) + op("CALL", "POP") + self.observe()
        return code + self.observe()

    def create(self): return self.creation("CREATE")
    def create2(self): return self.creation("CREATE2")

    def ending(self):
        r = self.rng
        if r.random() < 0.5: return op("STOP")
        return r.choice([
            op("STOP"), op("STOP"), b"", call_of("RETURN", 0, r.choice([0, 32, 100])),
            call_of("SELFDESTRUCT", self.address()),
            call_of("SELFDESTRUCT", op("ADDRESS")), call_of("REVERT", 0, 32), op("INVALID"),
        ])


def deep_recursion(name):
    """Calls itself until the depth or the gas ends, and counts in a slot."""
    operands = [push(20_000) + op("GAS", "SUB"), op("ADDRESS")]
    operands += [0] if name in ("CALL", "CALLCODE") else []
    return (
        call_of("SSTORE", 0, push(1) + call_of("SLOAD", 0) + op("ADD"))
        + call_of(name, *operands, 0, 0, 0, 0) + push(1) + op("SSTORE", "STOP"))


def account(balance=0, nonce=0, code=b"", storage=None):
    return {
        "balance": hex(balance), "nonce": hex(nonce), "code": "0x" + code.hex(),
        "storage": {hex(k): hex(v) for k, v in (storage or {}).items()}}


def name_of(address):
    return f"0x{address:040x}"


def make_test(rng, number):
    """One test without results, and the forks that its transaction may be in."""
    first = rng.choice(["Frontier"] * 5 + ["Byzantium", "Istanbul", "Berlin", "London"])
    # Of instructions that the first fork knows, or of later ones too.
    program = Program(rng, rng.choice([first, first, rng.choice(ORDER[ORDER.index(first):])]))
    pre = {
        name_of(SENDER): account(10**24, nonce=rng.choice([0, 0, 5])),
        name_of(FUNDED): account(10**18),
    }
    # EELS takes no state with empty accounts from Paris on, when the last were gone.
    has_empty_accounts = rng.random() < 0.5
    if has_empty_accounts:
        pre[name_of(EMPTY)] = account()
        if rng.random() < 0.5: pre[name_of(RIPEMD)] = account()
    for address in CONTRACTS:
        storage = {k: rng.choice([1, 2]) for k in range(6) if rng.random() < 0.5}
        code = program.code(rng.randrange(2, 14))
        if number % 40 == 7 and address == CONTRACTS[0]:
            code = deep_recursion(rng.choice(["CALL", "CALLCODE"]))
        pre[name_of(address)] = account(
            rng.choice([0, 10**16]), nonce=rng.choice([0, 1]), code=code, storage=storage)
    base_fee = rng.choice([0, 7])
    nonce = int(pre[name_of(SENDER)]["nonce"], 16)
    is_creation = rng.random() < 0.15
    transaction = {
        "nonce": hex(nonce), "value": [hex(rng.choice([0, 0, 1, 10**15]))],
        "gasLimit": [hex(rng.choice([60_000, 200_000, 1_000_000, 1_000_000, 4_000_000, 4_000_000]))],
        "data": ["0x" + (
            program.code(rng.randrange(1, 8)) if is_creation
            else bytes(rng.choice([0, 0, 1, 255]) for _ in range(rng.choice([0, 36, 200])))).hex()],
        "to": "" if is_creation else name_of(
            rng.choice(CONTRACTS + [CONTRACTS[0]] * 4 + [program.address()])),
        "sender": name_of(SENDER), "secretKey": KEY}
    if number % 40 == 7:
        transaction.update(to=name_of(CONTRACTS[0]), gasLimit=[hex(30_000_000)], data=["0x"])
    if first == "London":
        transaction["maxFeePerGas"], transaction["maxPriorityFeePerGas"] = hex(base_fee + 20), "0x3"
    else:
        transaction["gasPrice"] = hex(base_fee + rng.choice([0, 0, 1, 10]))
    if first in ("Berlin", "London"):
        transaction["accessLists"] = [[
            {"address": name_of(program.address()),
             "storageKeys": [f"0x{rng.randrange(6):064x}" for _ in range(rng.randrange(3))]}
            for _ in range(rng.randrange(4))]]
    coinbase = rng.choice([COINBASE] * 3 + [EMPTY, SENDER, CONTRACTS[1], RIPEMD])
    environment = {
        "currentCoinbase": name_of(coinbase), "currentDifficulty": "0x20000",
        "currentGasLimit": hex(50_000_000), "currentNumber": "0x3e8",
        "currentTimestamp": "0x54c98c81", "currentBaseFee": hex(base_fee),
        "currentRandom": f"0x{0x20000:064x}", "currentExcessBlobGas": "0x0"}
    end = ORDER.index("Paris") if has_empty_accounts else len(ORDER)
    forks = ORDER[ORDER.index(first):end]
    return {"env": environment, "pre": pre, "transaction": transaction}, forks


class Specification:
    """EELS, one transaction at a time."""

    def __init__(self, listing_states):
        self.listing_states = listing_states
        forks = Hardfork.discover()
        t8n_module.Hardfork.discover = classmethod(lambda cls: forks)
        self.cache = ForkCache()
        self.parser = create_parser()

    @staticmethod
    def differs_by_definition(test, tool):
        """Whether the transaction failed where RIPEMD-160's contract may have been touched.

        Its touch outlives a failed call (block 2675119). EELS forgets it where the whole
        transaction fails; geth and evmone, which we follow, do not.
        """
        if name_of(RIPEMD) not in test["pre"]: return False
        receipt = tool.result.receipts[0][1]
        gas_limit = int(test["transaction"]["gasLimit"][0], 16)
        return not getattr(receipt, "succeeded", int(receipt.cumulative_gas_used) < gas_limit)

    def result(self, test, fork, is_protected):
        transaction = {
            {"gasLimit": "gas", "data": "input"}.get(k, k): v[0] if k in (
                "gasLimit", "data", "value") else v
            for k, v in test["transaction"].items() if k != "accessLists"}
        if "accessLists" in test["transaction"]:
            transaction["accessList"] = test["transaction"]["accessLists"][0]
        transaction["protected"] = is_protected
        # What an ancestor's hash is in state tests: that of its number in decimal.
        hashes = {
            hex(n): "0x" + keccak256(str(n).encode()).hex() for n in range(1000 - 256, 1000)}
        source = {
            "env": dict(test["env"], blockHashes=hashes, withdrawals=[]),
            "alloc": json.loads(json.dumps(test["pre"])), "txs": [transaction]}
        options = self.parser.parse_args([
            "t8n", "--input.alloc", "stdin", "--input.env", "stdin", "--input.txs", "stdin",
            "--state.fork", fork, "--state-test"])
        tool = T8N(options, StringIO(), StringIO(json.dumps(source)), self.cache)
        tool.run_state_test()
        if tool.result.rejected or self.differs_by_definition(test, tool): return None
        transaction = tool.txs.transactions[0]
        if tool.fork.has_legacy_transaction:
            encode = tool.fork.hardfork.module("transactions").encode_transaction
            transaction = encode(transaction)
        encoded = transaction if isinstance(transaction, bytes) else rlp.encode(transaction)
        result = {
            "hash": "0x" + tool.result.state_root.hex(),
            "logs": "0x" + tool.result.logs_hash.hex(), "txbytes": "0x" + encoded.hex(),
            "indexes": {"data": 0, "gas": 0, "value": 0}}
        if self.listing_states:
            result["state"] = {
                address: {"balance": "0x0", "nonce": "0x0", "code": "0x", **members}
                for address, members in tool.alloc.to_json().items()}
        return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=120)
    parser.add_argument("--states", action="store_true", help="list states, to see differences")
    parser.add_argument("output", help="a .json or .json.gz file")
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)
    specification = Specification(arguments.states)
    tests = {}
    for number in range(arguments.count):
        rng = random.Random(f"{arguments.seed}/{number}")
        test, forks = make_test(rng, number)
        is_protected = rng.random() < 0.5
        test["post"] = {}
        for fork in forks:
            result = specification.result(test, fork, is_protected)
            if result is not None: test["post"][FORKS[fork]] = [result]
        if not test["post"]: continue
        test["config"] = {"chainid": "0x01"}
        test["_info"] = {
            "source": f"EELS, ethereum-execution 2.20.0; seed {arguments.seed}, test {number}"}
        tests[f"old_forks_{arguments.seed}_{number}"] = test
    text = json.dumps(tests, separators=(",", ":"))
    if arguments.output.endswith(".gz"):
        with open(arguments.output, "wb") as file:
            # Without a time of day, so that the same seed gives the same bytes.
            file.write(gzip.compress(text.encode(), mtime=0))
    else:
        with open(arguments.output, "w") as file: file.write(text)


# EELS recurses in Python for each level of calls.
sys.setrecursionlimit(100_000)
threading.stack_size(512 << 20)
thread = threading.Thread(target=main)
thread.start()
thread.join()
