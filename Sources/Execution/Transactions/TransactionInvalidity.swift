import EthereumTypes

/// Why a transaction may not stand where it stands in its block.
package enum TransactionInvalidity: Error, Equatable, Sendable {
  case typeNotSupported(Transaction.Kind, Fork)
  case signature
  case chainID(expected: UInt64, found: UInt64)
  case gasLimitAboveCap(UInt64, cap: UInt64)
  case intrinsicGas(required: UInt64, gasLimit: UInt64)
  /// The gas limit covers what comes before execution, not the least price of the calldata.
  case calldataFloor(required: UInt64, gasLimit: UInt64)
  case initcodeTooLarge(Int, limit: Int)
  case nonceAtMaximum
  case priorityFeeAboveMaxFee
  case maxFeeBelowBaseFee(maxFee: UInt256, baseFee: UInt256)
  case costOverflow
  case blobTransactionWithoutBlobs
  case tooManyBlobs(Int, limit: Int)
  case blobHashVersion
  case maxFeePerBlobGasTooLow(maxFee: UInt256, baseFee: UInt256)
  case creationNotAllowed(Transaction.Kind)
  case emptyAuthorizationList
  case senderIsContract(Address)
  case nonceTooLow(expected: UInt64, found: UInt64)
  case nonceTooHigh(expected: UInt64, found: UInt64)
  case insufficientBalance(required: UInt256, balance: UInt256)
  case gasLimitAboveRemaining(gasLimit: UInt64, remaining: UInt64)
  case blobGasAboveRemaining(blobGas: UInt64, remaining: UInt64)
}

extension TransactionInvalidity: CustomStringConvertible {
  package var description: String {
    switch self {
    case .typeNotSupported(let kind, let fork):
      "transaction type \(kind.rawValue) does not exist in \(fork.name)"
    case .signature: "signature does not recover to a sender"
    case .chainID(let expected, let found): "chain id \(found), expected \(expected)"
    case .gasLimitAboveCap(let limit, let cap):
      "gas limit \(limit) above the cap of \(cap) (EIP-7825)"
    case .intrinsicGas(let required, let limit):
      "gas limit \(limit) below the intrinsic cost of \(required)"
    case .calldataFloor(let required, let limit):
      "gas limit \(limit) below the calldata's floor of \(required) (EIP-7623)"
    case .initcodeTooLarge(let size, let limit):
      "initcode of \(size) bytes, limit \(limit) (EIP-3860)"
    case .nonceAtMaximum: "nonce is 2^64 - 1 (EIP-2681)"
    case .priorityFeeAboveMaxFee: "max priority fee above max fee"
    case .maxFeeBelowBaseFee(let maxFee, let baseFee):
      "max fee \(maxFee) below the base fee \(baseFee)"
    case .costOverflow: "gas cost plus value does not fit 256 bits"
    case .blobTransactionWithoutBlobs: "blob transaction without blobs"
    case .tooManyBlobs(let count, let limit): "\(count) blobs, limit \(limit)"
    case .blobHashVersion: "blob versioned hash of an unknown version"
    case .maxFeePerBlobGasTooLow(let maxFee, let baseFee):
      "max fee per blob gas \(maxFee) below the blob base fee \(baseFee)"
    case .creationNotAllowed(let kind):
      "transaction type \(kind.rawValue) may not create a contract"
    case .emptyAuthorizationList: "empty authorization list (EIP-7702)"
    case .senderIsContract(let sender): "sender \(sender) has code (EIP-3607)"
    case .nonceTooLow(let expected, let found): "nonce \(found) too low, expected \(expected)"
    case .nonceTooHigh(let expected, let found): "nonce \(found) too high, expected \(expected)"
    case .insufficientBalance(let required, let balance):
      "sender holds \(balance) wei, needs \(required)"
    case .gasLimitAboveRemaining(let limit, let remaining):
      "gas limit \(limit) above the block's remaining gas \(remaining)"
    case .blobGasAboveRemaining(let gas, let remaining):
      "blob gas \(gas) above the block's remaining blob gas \(remaining)"
    }
  }
}
