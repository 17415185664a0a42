import EVM
import EthereumTypes

/// A transaction with what can be told of it before its block runs: the same for every attempt.
///
/// An object, so that a worker that takes a transaction counts one reference, not one for each of
/// its lists.
final class ExecutableTransaction: Sendable {
  let transaction: Transaction
  /// `nil` where the signature recovers to no one.
  let sender: Address?
  // Kept apart, so that whoever asks for one need not copy the transaction's lists.
  let kind: Transaction.Kind
  let gasLimit: UInt64
  let blobGas: UInt64
  /// Gas that the transaction costs before its message runs.
  let intrinsicGas: UInt64
  /// The least gas that it pays for its data (EIP-7623).
  let calldataFloor: UInt64
  /// Wei that a unit of gas costs the sender; meaningless where the transaction is not valid.
  let gasPrice: UInt256
  /// Wei that the sender must hold; `nil` where they do not fit 256 bits.
  let maxCost: UInt256?
  /// Who signed each authorization; `nil` where the signature recovers to no one (EIP-7702).
  let authorities: [Address?]
  /// Why the transaction is not valid on any state.
  let invalidity: TransactionInvalidity?

  init(_ transaction: Transaction, sender: Address?, in block: BlockContext) {
    self.transaction = transaction
    self.sender = sender
    kind = transaction.kind
    gasLimit = transaction.gasLimit
    blobGas = transaction.blobGas
    intrinsicGas = block.rules.intrinsicGas(of: transaction)
    calldataFloor = block.rules.calldataFloor(of: transaction)
    gasPrice = transaction.effectiveGasPrice(baseFee: block.environment.baseFee) ?? .zero
    maxCost = transaction.maxCost
    authorities = transaction.authorizationList.map { $0.recoverAuthority() }
    invalidity = Self.invalidity(
      of: transaction, sender: sender, intrinsicGas: intrinsicGas,
      calldataFloor: calldataFloor, in: block)
  }

  private static func invalidity(
    of transaction: Transaction, sender: Address?, intrinsicGas: UInt64, calldataFloor: UInt64,
    in block: BlockContext
  ) -> TransactionInvalidity? {
    guard sender != nil else { return .signature }
    do throws(TransactionInvalidity) {
      try TransactionProcessor.validateStatically(
        transaction, intrinsicGas: intrinsicGas, calldataFloor: calldataFloor, in: block)
      return nil
    } catch {
      return error
    }
  }
}
