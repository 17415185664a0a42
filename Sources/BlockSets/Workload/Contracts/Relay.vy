# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title Passes a price on: one more call between a reader and the oracle
"""

interface PriceSource:
    def price() -> uint256: view

source: public(address)


@external
@view
def price() -> uint256:
    return staticcall PriceSource(self.source).price()
