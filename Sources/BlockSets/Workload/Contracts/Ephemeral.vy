# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title A contract that lives for one transaction: its constructor stores, then selfdestructs
@notice Being destroyed in the transaction that created it, it is really deleted (EIP-6780): its
        storage write leaves no trace, and the ether goes to the beneficiary.
"""

touched: uint256


@deploy
@payable
def __init__(beneficiary: address):
    self.touched = 1
    selfdestruct(beneficiary)
