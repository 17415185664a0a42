# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title A counter that every caller increments: one hot slot
"""

count: public(uint256)


@external
def increment():
    self.count += 1
