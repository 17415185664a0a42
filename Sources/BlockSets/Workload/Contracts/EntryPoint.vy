# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title Executes operations of many smart accounts in one transaction (in the manner of ERC-4337)
@notice Every operation pays a fee out of its account's deposit; the sum goes to the bundler.
"""

interface Wallet:
    def execute(target: address, amount: uint256, data: Bytes[MAXIMUM_DATA]): payable

struct Operation:
    wallet: address
    target: address
    amount: uint256
    data: Bytes[MAXIMUM_DATA]

event OperationHandled:
    wallet: indexed(address)
    fee: uint256

MAXIMUM_DATA: constant(uint256) = 1024
MAXIMUM_OPERATIONS: constant(uint256) = 16
FEE: constant(uint256) = 10**12

depositOf: public(HashMap[address, uint256])


@external
def handleOperations(
    beneficiary: address, operations: DynArray[Operation, MAXIMUM_OPERATIONS]
):
    for operation: Operation in operations:
        self.depositOf[operation.wallet] -= FEE
        extcall Wallet(operation.wallet).execute(
            operation.target, operation.amount, operation.data
        )
        log OperationHandled(wallet=operation.wallet, fee=FEE)
    send(beneficiary, FEE * len(operations))
