import EVM
import EthereumTypes

/// Executes one transaction on an EVM: validation, upfront payment, authorizations, the message,
/// refunds, fees (yellow paper, section 6).
enum TransactionProcessor {
  /// Why a transaction has no result. The EVM's state is void afterwards.
  enum Failure: Error, Sendable {
    case invalid(TransactionInvalidity)
    case fatal(FatalError)
  }

  /// Runs `transaction` on `evm`'s state and appends its accesses to `log`.
  ///
  /// - Parameter assumesNonce: Takes the sender's nonce for the transaction's, since the sender's
  ///   earlier ones were not run: for what is executed ahead and thrown away.
  static func process(
    _ transaction: ExecutableTransaction, in block: BlockContext, on evm: inout EVM,
    log: inout AccessLog, assumesNonce: Bool = false
  ) throws(Failure) -> TransactionResult {
    if let invalidity = transaction.invalidity { throw .invalid(invalidity) }
    let account = begin(transaction, on: &evm)
    if assumesNonce { evm.state.setNonce(account, transaction.transaction.nonce) }
    do throws(TransactionInvalidity) {
      try validateSender(
        transaction, sender: account, in: &evm, feeRecipient: block.environment.feeRecipient)
    } catch {
      if let failure = evm.state.failure { throw .fatal(.stateRead(failure)) }
      throw .invalid(error)
    }
    let result = try execute(transaction, sender: account, in: block, on: &evm)
    // Before anything is logged: the log and the results of a worker go in step.
    if let failure = evm.state.failure { throw .fatal(.stateRead(failure)) }
    evm.state.endTransaction(into: &log)
    return result
  }

  private static func begin(
    _ executable: ExecutableTransaction, on evm: inout EVM
  ) -> AccountID {
    guard let sender = executable.sender else {
      preconditionFailure("a transaction that nobody signed is not valid")
    }
    evm.beginTransaction(
      origin: sender, gasPrice: executable.gasPrice,
      blobHashes: executable.transaction.blobVersionedHashes)
    let account = evm.state.id(of: sender)
    evm.state.touch(account)
    return account
  }

  private static func execute(
    _ executable: ExecutableTransaction, sender: AccountID, in block: BlockContext,
    on evm: inout EVM
  ) throws(Failure) -> TransactionResult {
    let rules = block.rules
    let transaction = executable.transaction
    buyGas(for: executable, sender: sender, in: block, on: &evm)
    warmUp(for: transaction, sender: sender, in: block, on: &evm)
    let authorizationRefund =
      transaction.kind == .setCode
      ? applyAuthorizations(of: executable, in: block, on: &evm) : 0
    let outcome = evm.execute(
      CallMessage(
        transaction, sender: evm.state.address(of: sender),
        gas: Int64(transaction.gasLimit - executable.intrinsicGas)))
    if case .fatal(let error) = outcome.status { throw .fatal(error) }

    let isSuccess = outcome.status == .success
    let spent = transaction.gasLimit - UInt64(outcome.gasLeft)
    let counter = authorizationRefund + (isSuccess ? UInt64(max(0, outcome.gasRefund)) : 0)
    let refund = min(spent / rules.refundQuotient, counter)
    let gasUsed = max(spent - refund, executable.calldataFloor)
    settle(executable, gasUsed: gasUsed, sender: sender, in: block, on: &evm)
    if rules.logsTransfers { logBurnsOfDestroyedAccounts(on: &evm) }
    return TransactionResult(
      isSuccess: isSuccess, gasUsed: gasUsed,
      // EIP-7778: the block counts gas before refunds, the sender pays after them.
      blockGasUsed: rules.blockGasExcludesRefunds ? max(spent, executable.calldataFloor) : gasUsed,
      logs: evm.state.logs, logsBloom: Bloom(evm.state.logs))
  }

  /// Takes the whole gas limit's price and the blob fee from the sender, and its nonce one up.
  private static func buyGas(
    for executable: ExecutableTransaction, sender: AccountID, in block: BlockContext,
    on evm: inout EVM
  ) {
    let transaction = executable.transaction
    let gasFee = executable.gasPrice &* UInt256(transaction.gasLimit)
    let blobFee = block.environment.blobBaseFee &* UInt256(transaction.blobGas)
    evm.state.subtractBalance(sender, gasFee &+ blobFee)
    evm.state.setNonce(sender, transaction.nonce + 1)
  }

  /// Warms what EIP-2929, EIP-2930 and EIP-3651 say is warm when the message starts.
  private static func warmUp(
    for transaction: Transaction, sender: AccountID, in block: BlockContext, on evm: inout EVM
  ) {
    evm.state.warm(sender)
    if let to = transaction.to { evm.state.warm(evm.state.id(of: to)) }
    if block.rules.warmsFeeRecipient {
      evm.state.warm(evm.state.id(of: block.environment.feeRecipient))
    }
    for entry in transaction.accessList {
      let account = evm.state.id(of: entry.address)
      evm.state.warm(account)
      for key in entry.storageKeys { evm.state.warm(evm.state.slotID(account, key)) }
    }
  }

  /// Gives unused gas back to the sender and the priority fee to the fee recipient.
  private static func settle(
    _ executable: ExecutableTransaction, gasUsed: UInt64, sender: AccountID,
    in block: BlockContext, on evm: inout EVM
  ) {
    let unused = executable.transaction.gasLimit - gasUsed
    evm.state.addBalance(sender, executable.gasPrice &* UInt256(unused))
    let feeRecipient = evm.state.id(of: block.environment.feeRecipient)
    // Listed even where the fee is zero (EIP-7928).
    evm.state.touch(feeRecipient)
    evm.state.addBalance(
      feeRecipient, (executable.gasPrice &- block.environment.baseFee) &* UInt256(gasUsed))
  }

  /// EIP-7708: what an account destroyed in this transaction still holds at its end is burnt.
  private static func logBurnsOfDestroyedAccounts(on evm: inout EVM) {
    for account in evm.state.scheduledDestructions() {
      let balance = evm.state.unobservedBalance(account)
      guard !balance.isZero else { continue }
      evm.state.emit(.burn(of: evm.state.address(of: account), value: balance))
    }
  }
}

extension CallMessage {
  /// The message that a transaction starts with.
  fileprivate init(_ transaction: Transaction, sender: Address, gas: Int64) {
    let kind: Kind =
      if let to = transaction.to {
        .call(to: to)
      } else {
        .create(at: ContractAddress.created(by: sender, nonce: transaction.nonce))
      }
    self.init(
      kind: kind, sender: sender, value: transaction.value, data: transaction.data, gas: gas)
  }
}
