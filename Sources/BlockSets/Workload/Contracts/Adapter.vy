# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title Reads the oracle on behalf of other contracts
@notice The hop that hides the oracle from whoever looks only at a transaction's own fields.
"""

interface Oracle:
    def latest() -> (uint256, uint256): view

MAXIMUM_AGE: constant(uint256) = 365 * 86400

oracle: public(address)


@external
@view
def price() -> uint256:
    value: uint256 = 0
    updatedAt: uint256 = 0
    value, updatedAt = staticcall Oracle(self.oracle).latest()
    assert block.timestamp - updatedAt <= MAXIMUM_AGE, "stale price"
    return value
