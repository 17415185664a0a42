import EVM
import EthereumTypes

/// The rules of a fork that concern whole transactions.
extension ForkRules {
  /// Gas that a transaction costs before its message runs.
  func intrinsicGas(of transaction: Transaction) -> UInt64 {
    intrinsicGas(
      data: transaction.data, isCreation: transaction.isCreation,
      accessList: transaction.accessList,
      authorizationCount: transaction.authorizationList.count)
  }

  /// The least that a transaction pays for its data (EIP-7623).
  func calldataFloor(of transaction: Transaction) -> UInt64 {
    calldataFloor(transaction.data)
  }

  /// Most blobs in one transaction (EIP-7594); before Osaka only the block's limit counts.
  var maxBlobsPerTransaction: Int? { fork >= .osaka ? 6 : nil }
  /// The fee recipient is warm from the start (EIP-3651).
  var warmsFeeRecipient: Bool { fork >= .shanghai }
  /// Gas given back for an authority that already exists (EIP-7702).
  var existingAuthorityRefund: UInt64 { 12_500 }
  /// The block's gas counts what transactions used before refunds (EIP-7778).
  var blockGasExcludesRefunds: Bool { fork >= .amsterdam }
}
