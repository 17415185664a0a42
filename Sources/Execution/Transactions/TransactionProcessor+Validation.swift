import EVM
import EthereumTypes

extension TransactionProcessor {
  /// The checks that no state is needed for.
  ///
  /// - Parameters:
  ///   - intrinsicGas: What the transaction costs before its message runs.
  ///   - calldataFloor: The least that it pays for its data (EIP-7623).
  static func validateStatically(
    _ transaction: Transaction, intrinsicGas: UInt64, calldataFloor: UInt64,
    in block: BlockContext
  ) throws(TransactionInvalidity) {
    try validateKind(transaction, in: block)
    try validateFees(transaction, baseFee: block.environment.baseFee)
    guard transaction.gasLimit >= intrinsicGas else {
      throw .intrinsicGas(required: intrinsicGas, gasLimit: transaction.gasLimit)
    }
    guard transaction.gasLimit >= calldataFloor else {
      throw .calldataFloor(required: calldataFloor, gasLimit: transaction.gasLimit)
    }
    try validateLimits(of: transaction, rules: block.rules)
    // What others leave of the block is for the merge to know. No block can have more gas than
    // this, and nobody who counts gas in 64 bits with a sign is asked to.
    let blockGasLimit = min(block.environment.gasLimit, GasLimit.maximum)
    guard transaction.gasLimit <= blockGasLimit else {
      throw .gasLimitAboveRemaining(gasLimit: transaction.gasLimit, remaining: blockGasLimit)
    }
    guard transaction.nonce < .max else { throw .nonceAtMaximum }
    if transaction.kind == .blob { try validateBlobs(transaction, in: block) }
    if transaction.kind == .blob || transaction.kind == .setCode, transaction.to == nil {
      throw .creationNotAllowed(transaction.kind)
    }
    if transaction.kind == .setCode, transaction.authorizationList.isEmpty {
      throw .emptyAuthorizationList
    }
  }

  private static func validateKind(
    _ transaction: Transaction, in block: BlockContext
  ) throws(TransactionInvalidity) {
    let introduced: Fork =
      switch transaction.kind {
      case .legacy: .frontier
      case .accessList: .berlin
      case .dynamicFee: .london
      case .blob: .cancun
      case .setCode: .prague
      }
    guard block.rules.fork >= introduced else {
      throw .typeNotSupported(transaction.kind, block.rules.fork)
    }
    let chainID = block.environment.chainID
    guard let found = transaction.chainID else { return }
    // EIP-155; before it, such a signature had no meaning.
    guard block.rules.fork >= .spuriousDragon else { throw .signature }
    guard found == chainID else { throw .chainID(expected: chainID, found: found) }
  }

  private static func validateLimits(
    of transaction: Transaction, rules: ForkRules
  ) throws(TransactionInvalidity) {
    let limit = rules.maximumInitCodeSize
    if transaction.to == nil, transaction.data.count > limit {
      throw .initcodeTooLarge(transaction.data.count, limit: limit)
    }
    if let cap = rules.transactionGasCap, transaction.gasLimit > cap {
      throw .gasLimitAboveCap(transaction.gasLimit, cap: cap)
    }
  }

  private static func validateFees(
    _ transaction: Transaction, baseFee: UInt256
  ) throws(TransactionInvalidity) {
    guard transaction.maxPriorityFeePerGas <= transaction.maxFeePerGas else {
      throw .priorityFeeAboveMaxFee
    }
    guard transaction.maxFeePerGas >= baseFee else {
      throw .maxFeeBelowBaseFee(maxFee: transaction.maxFeePerGas, baseFee: baseFee)
    }
    guard transaction.maxCost != nil else { throw .costOverflow }
  }

  private static func validateBlobs(
    _ transaction: Transaction, in block: BlockContext
  ) throws(TransactionInvalidity) {
    let count = transaction.blobVersionedHashes.count
    guard count > 0 else { throw .blobTransactionWithoutBlobs }
    if let limit = block.rules.maxBlobsPerTransaction, count > limit {
      throw .tooManyBlobs(count, limit: limit)
    }
    // 0x01 is the version of KZG commitments (EIP-4844).
    guard transaction.blobVersionedHashes.allSatisfy({ $0.bytes.first == 1 }) else {
      throw .blobHashVersion
    }
    let blobBaseFee = block.environment.blobBaseFee
    guard transaction.maxFeePerBlobGas >= blobBaseFee else {
      throw .maxFeePerBlobGasTooLow(maxFee: transaction.maxFeePerBlobGas, baseFee: blobBaseFee)
    }
  }

  /// The checks against the sender's account: nonce, code (EIP-3607), balance.
  ///
  /// The fee recipient's own balance is left unobserved: the merge checks it in block order
  /// (algorithms.md, section 5).
  static func validateSender(
    _ executable: ExecutableTransaction, sender: AccountID, in evm: inout EVM,
    feeRecipient: Address
  ) throws(TransactionInvalidity) {
    let transactionNonce = executable.transaction.nonce
    let nonce = evm.state.nonce(sender)
    guard transactionNonce >= nonce else {
      throw .nonceTooLow(expected: nonce, found: transactionNonce)
    }
    guard transactionNonce <= nonce else {
      throw .nonceTooHigh(expected: nonce, found: transactionNonce)
    }
    let address = evm.state.address(of: sender)
    let balance =
      address == feeRecipient
      ? evm.state.unobservedBalance(sender) : evm.state.balance(sender)
    guard let required = executable.maxCost else { throw .costOverflow }
    guard balance >= required else {
      throw .insufficientBalance(required: required, balance: balance)
    }
    let code = evm.state.code(sender)
    guard code.count == 0 || code.delegate != nil else { throw .senderIsContract(address) }
  }
}
