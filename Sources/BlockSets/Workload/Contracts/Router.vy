# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title Trades through one to four pools in a row
@notice Takes the input from the trader, passes it on from pool to pool, and gives the trader what
        comes out. May read a price first, through whatever lies between it and the oracle.
"""

interface Token:
    def transfer(receiver: address, amount: uint256) -> bool: nonpayable
    def transferFrom(owner: address, receiver: address, amount: uint256) -> bool: nonpayable

interface Pair:
    def swap(zeroForOne: bool, amountIn: uint256, minimumOut: uint256) -> uint256: nonpayable
    def token1() -> address: view

interface PriceSource:
    def price() -> uint256: view

event Routed:
    trader: indexed(address)
    amountIn: uint256
    amountOut: uint256
    price: uint256

MAXIMUM_HOPS: constant(uint256) = 4


@external
def swap(
    tokenIn: address, amountIn: uint256, priceSource: address, pools: DynArray[address, MAXIMUM_HOPS]
) -> uint256:
    price: uint256 = 0
    if priceSource != empty(address):
        price = staticcall PriceSource(priceSource).price()
    assert extcall Token(tokenIn).transferFrom(msg.sender, self, amountIn)
    amount: uint256 = amountIn
    token: address = tokenIn
    for pool: address in pools:
        amount = extcall Pair(pool).swap(True, amount, 1)
        token = staticcall Pair(pool).token1()
    assert extcall Token(token).transfer(msg.sender, amount)
    log Routed(trader=msg.sender, amountIn=amountIn, amountOut=amount, price=price)
    return amount
