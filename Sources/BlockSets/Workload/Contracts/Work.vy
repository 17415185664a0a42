# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title Costs gas and touches nothing: a chain of hashes, as a proof or a signature check would
"""

event Worked:
    result: bytes32

MAXIMUM_ROUNDS: constant(uint256) = 1000000


@external
def work(seed: bytes32, rounds: uint256):
    result: bytes32 = seed
    for i: uint256 in range(rounds, bound=MAXIMUM_ROUNDS):
        result = keccak256(result)
    log Worked(result=result)
