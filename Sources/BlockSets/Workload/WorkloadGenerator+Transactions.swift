import EthereumTypes

extension WorkloadGenerator {
  /// The greatest tip a transaction offers.
  private static let greatestTip: UInt64 = 2_000_000_000

  /// Signs the next transaction.
  mutating func transaction(
    _ planned: PlannedTransaction, timing: OracleTiming, baseFee: UInt256
  ) -> (transaction: Transaction, sender: Address) {
    if planned.kind == .funding { return funding(baseFee: baseFee) }
    let signer = drawSigner(of: planned.kind)
    if planned.kind == .oracleUpdate, timing != .heartbeatFirst { feed.change(using: &random) }
    let call = call(planned, by: signer)
    var account = population[signer]
    let unsigned = wrap(call, planned.kind, nonce: account.nonce, baseFee: baseFee)
    let signed = account.sign(unsigned)
    // A delegation of its own moved its nonce too.
    account.nonce += call.authorizations.isEmpty || call.to != account.address ? 0 : 1
    population[signer] = account
    return signed
  }

  private mutating func drawSigner(of kind: WorkloadKind) -> WorkloadPopulation.Signer {
    switch kind {
    case .oracleUpdate, .rebase: .reporter(random.index(of: population.reporters.count))
    case .feedUpdate: .feeder(random.index(of: population.feeders.count))
    case .redirect: .redirector(random.index(of: population.redirectors.count))
    case .userOperations: .bundler(random.index(of: population.bundlers.count))
    case .proposerPayment: .builder(builder)
    // Half of all delegations are sent and paid by another account.
    case .delegation where random.happens(percent: 50):
      .delegator(delegatorDraw.draw(using: &random))
    default: .account(drawSender(of: kind))
    }
  }

  /// An account that has sent nothing in this block or, for the share of repeated senders, one that
  /// has sent a transaction of the same kind: the more it has sent, the likelier.
  private mutating func drawSender(of kind: WorkloadKind) -> Int {
    var sender: Int?
    if let earlier = senders[kind], !parameters.distinctAccounts,
      random.happens(percent: parameters.repeatedSendersPercent)
    {
      sender = earlier[random.index(of: earlier.count)]
    }
    let drawn = sender ?? accountDraw.draw(using: &random)
    senders[kind, default: []].append(drawn)
    return drawn
  }

  /// Passes ether on along a chain of accounts.
  private mutating func funding(
    baseFee: UInt256
  ) -> (transaction: Transaction, sender: Address) {
    let longest = parameters.fundingChainLength
    let gasLimit = WorkloadKind.funding.gasLimit(under: parameters)
    let cost = (baseFee + baseFee + UInt256(Self.greatestTip)) * UInt256(gasLimit)
    if var payer = fundingChains.payer(longest: longest) {
      let (to, value) = fundingChains.extend(longest: longest, cost: cost)
      let call = ContractCall(to: to, value: value)
      return payer.sign(wrap(call, .funding, nonce: payer.nonce, baseFee: baseFee))
    }
    let sender = drawSender(of: .funding)
    let (to, value) = fundingChains.extend(longest: longest, cost: cost)
    let call = ContractCall(to: to, value: value)
    return population.accounts[sender].sign(
      wrap(call, .funding, nonce: population.accounts[sender].nonce, baseFee: baseFee))
  }

  /// Puts a call into one of the transaction forms: the given share with an access list (EIP-2930),
  /// 15 of a hundred legacy, the others with a bounded fee (EIP-1559); delegations with an
  /// authorization list (EIP-7702).
  private mutating func wrap(
    _ call: ContractCall, _ kind: WorkloadKind, nonce: UInt64, baseFee: UInt256
  ) -> Transaction {
    let tip = UInt256(1 + random.below(Self.greatestTip))
    let gasLimit = kind.gasLimit(under: parameters)
    if let to = call.to, !call.authorizations.isEmpty {
      return .setCode(
        chainID: Self.chainID, nonce: nonce, maxPriorityFeePerGas: tip,
        maxFeePerGas: baseFee + baseFee + tip, gasLimit: gasLimit, to: to, value: call.value,
        data: call.data, authorizationList: call.authorizations)
    }
    let accessLists = UInt64(parameters.accessListsPercent)
    let legacy = min(15, 100 - accessLists)
    switch random.below(100) {
    case ..<(100 - accessLists - legacy):
      return .dynamicFee(
        chainID: Self.chainID, nonce: nonce, maxPriorityFeePerGas: tip,
        maxFeePerGas: baseFee + baseFee + tip, gasLimit: gasLimit, to: call.to,
        value: call.value, data: call.data)
    case ..<(100 - accessLists):
      return .legacy(
        chainID: Self.chainID, nonce: nonce, gasPrice: baseFee + tip, gasLimit: gasLimit,
        to: call.to, value: call.value, data: call.data)
    default:
      return .accessList(
        chainID: Self.chainID, nonce: nonce, gasPrice: baseFee + tip, gasLimit: gasLimit,
        to: call.to, value: call.value, data: call.data, accessList: call.accessList)
    }
  }
}

extension WorkloadAccount {
  /// Signs a transaction that bears the account's nonce, and counts it.
  fileprivate mutating func sign(
    _ unsigned: Transaction
  ) -> (transaction: Transaction, sender: Address) {
    nonce += 1
    return (unsigned.signed(with: privateKey), address)
  }
}
