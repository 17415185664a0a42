# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title A constant-product market maker over two tokens
@notice Takes the input with transferFrom, so that traders approve the pair first. The fee of 0.3 %
        stays in the pool.
"""

interface Token:
    def transfer(receiver: address, amount: uint256) -> bool: nonpayable
    def transferFrom(owner: address, receiver: address, amount: uint256) -> bool: nonpayable

event Swap:
    trader: indexed(address)
    zeroForOne: bool
    amountIn: uint256
    amountOut: uint256

FEE_NUMERATOR: constant(uint256) = 997
FEE_DENOMINATOR: constant(uint256) = 1000

token0: public(address)
token1: public(address)
reserve0: public(uint256)
reserve1: public(uint256)


@external
@nonreentrant
def swap(zeroForOne: bool, amountIn: uint256, minimumOut: uint256) -> uint256:
    tokenIn: address = empty(address)
    tokenOut: address = empty(address)
    reserveIn: uint256 = 0
    reserveOut: uint256 = 0
    if zeroForOne:
        tokenIn = self.token0
        tokenOut = self.token1
        reserveIn = self.reserve0
        reserveOut = self.reserve1
    else:
        tokenIn = self.token1
        tokenOut = self.token0
        reserveIn = self.reserve1
        reserveOut = self.reserve0

    effectiveIn: uint256 = amountIn * FEE_NUMERATOR
    amountOut: uint256 = effectiveIn * reserveOut // (reserveIn * FEE_DENOMINATOR + effectiveIn)
    assert amountOut >= minimumOut, "slippage"

    assert extcall Token(tokenIn).transferFrom(msg.sender, self, amountIn)
    assert extcall Token(tokenOut).transfer(msg.sender, amountOut)

    if zeroForOne:
        self.reserve0 = reserveIn + amountIn
        self.reserve1 = reserveOut - amountOut
    else:
        self.reserve1 = reserveIn + amountIn
        self.reserve0 = reserveOut - amountOut
    log Swap(trader=msg.sender, zeroForOne=zeroForOne, amountIn=amountIn, amountOut=amountOut)
    return amountOut
