# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title A lending market: ether is collateral, debt is counted in the oracle's unit
@notice Both functions read the price through the adapter. What `deposit` logs and what `borrow`
        logs and stores depends on it.
"""

interface PriceSource:
    def price() -> uint256: view

event Deposited:
    account: indexed(address)
    amount: uint256
    worth: uint256

event Borrowed:
    account: indexed(address)
    collateral: uint256
    loan: uint256

PRICE_UNIT: constant(uint256) = 10**18
LOAN_TO_VALUE_PERCENT: constant(uint256) = 75

priceSource: public(address)
collateralOf: public(HashMap[address, uint256])
pledgedOf: public(HashMap[address, uint256])
debtOf: public(HashMap[address, uint256])
totalDebt: public(uint256)


@external
@payable
def deposit():
    self.collateralOf[msg.sender] += msg.value
    log Deposited(account=msg.sender, amount=msg.value, worth=self._worth(msg.value))


@external
def borrow(collateral: uint256) -> uint256:
    pledged: uint256 = self.pledgedOf[msg.sender] + collateral
    assert pledged <= self.collateralOf[msg.sender], "too little collateral"
    self.pledgedOf[msg.sender] = pledged
    loan: uint256 = self._worth(collateral) * LOAN_TO_VALUE_PERCENT // 100
    self.debtOf[msg.sender] += loan
    self.totalDebt += loan
    log Borrowed(account=msg.sender, collateral=collateral, loan=loan)
    return loan


@internal
@view
def _worth(amount: uint256) -> uint256:
    return amount * staticcall PriceSource(self.priceSource).price() // PRICE_UNIT
