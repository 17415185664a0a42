# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title A market maker for two tokens of about equal worth
@notice The invariant A·4·(x + y) + D = A·4·D + D³ / (4·x·y), solved by Newton's method as in
        StableSwap (Egorov, 2019). The fee of 0.04 % stays in the pool.
"""

interface Token:
    def transfer(receiver: address, amount: uint256) -> bool: nonpayable
    def transferFrom(owner: address, receiver: address, amount: uint256) -> bool: nonpayable

event Exchange:
    trader: indexed(address)
    zeroForOne: bool
    amountIn: uint256
    amountOut: uint256

FEE_NUMERATOR: constant(uint256) = 9996
FEE_DENOMINATOR: constant(uint256) = 10000
AMPLIFICATION: constant(uint256) = 100
# A·n for two coins, and n·n of the invariant.
A_N: constant(uint256) = AMPLIFICATION * 2
ROUNDS: constant(uint256) = 255

token0: public(address)
token1: public(address)
reserve0: public(uint256)
reserve1: public(uint256)


@external
@nonreentrant
def exchange(zeroForOne: bool, amountIn: uint256, minimumOut: uint256) -> uint256:
    tokenIn: address = self.token1
    tokenOut: address = self.token0
    reserveIn: uint256 = self.reserve1
    reserveOut: uint256 = self.reserve0
    if zeroForOne:
        tokenIn = self.token0
        tokenOut = self.token1
        reserveIn = self.reserve0
        reserveOut = self.reserve1

    after: uint256 = self._otherReserve(reserveIn + amountIn, self._invariant(reserveIn, reserveOut))
    amountOut: uint256 = (reserveOut - after - 1) * FEE_NUMERATOR // FEE_DENOMINATOR
    assert amountOut >= minimumOut, "slippage"

    assert extcall Token(tokenIn).transferFrom(msg.sender, self, amountIn)
    assert extcall Token(tokenOut).transfer(msg.sender, amountOut)

    if zeroForOne:
        self.reserve0 = reserveIn + amountIn
        self.reserve1 = reserveOut - amountOut
    else:
        self.reserve1 = reserveIn + amountIn
        self.reserve0 = reserveOut - amountOut
    log Exchange(trader=msg.sender, zeroForOne=zeroForOne, amountIn=amountIn, amountOut=amountOut)
    return amountOut


@internal
@pure
def _invariant(x: uint256, y: uint256) -> uint256:
    total: uint256 = x + y
    d: uint256 = total
    for i: uint256 in range(ROUNDS):
        product: uint256 = d * d // (2 * x) * d // (2 * y)
        previous: uint256 = d
        d = (A_N * total + product * 2) * d // ((A_N - 1) * d + 3 * product)
        if max(d, previous) - min(d, previous) <= 1:
            break
    return d


@internal
@pure
def _otherReserve(x: uint256, d: uint256) -> uint256:
    c: uint256 = d * d // (2 * x) * d // (2 * A_N)
    b: uint256 = x + d // A_N
    y: uint256 = d
    for i: uint256 in range(ROUNDS):
        previous: uint256 = y
        y = (y * y + c) // (2 * y + b - d)
        if max(y, previous) - min(y, previous) <= 1:
            break
    return y
