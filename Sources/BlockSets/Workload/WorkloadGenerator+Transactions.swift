import EthereumTypes

extension WorkloadGenerator {
  /// Signs the next transaction of a kind.
  mutating func transaction(
    _ kind: WorkloadKind, timing: OracleTiming, baseFee: UInt256
  ) -> (transaction: Transaction, sender: Address) {
    if kind == .oracleUpdate {
      let reporter = random.index(of: population.reporters.count)
      if timing != .heartbeatFirst { feed.change(using: &random) }
      let unsigned = wrap(
        oracleUpdate(), kind, nonce: population.reporters[reporter].nonce, baseFee: baseFee)
      return population.reporters[reporter].sign(unsigned)
    }
    let sender = drawSender(of: kind)
    let call = call(kind, by: sender)
    let unsigned = wrap(call, kind, nonce: population.accounts[sender].nonce, baseFee: baseFee)
    return population.accounts[sender].sign(unsigned)
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

  /// Puts a call into one of the transaction forms: of a hundred, 75 with a bounded fee
  /// (EIP-1559), 15 legacy, 10 with an access list (EIP-2930).
  private mutating func wrap(
    _ call: ContractCall, _ kind: WorkloadKind, nonce: UInt64, baseFee: UInt256
  ) -> Transaction {
    let tip = UInt256(1 + random.below(2_000_000_000))
    switch random.below(100) {
    case 0..<75:
      return .dynamicFee(
        chainID: Self.chainID, nonce: nonce, maxPriorityFeePerGas: tip,
        maxFeePerGas: baseFee + baseFee + tip, gasLimit: kind.gasLimit, to: call.to,
        value: call.value, data: call.data)
    case 75..<90:
      return .legacy(
        chainID: Self.chainID, nonce: nonce, gasPrice: baseFee + tip, gasLimit: kind.gasLimit,
        to: call.to, value: call.value, data: call.data)
    default:
      return .accessList(
        chainID: Self.chainID, nonce: nonce, gasPrice: baseFee + tip, gasLimit: kind.gasLimit,
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

extension WorkloadKind {
  /// The gas limit of a transaction of this kind: what it can use at most, whatever it finds in the
  /// state, and some more.
  package var gasLimit: UInt64 {
    switch self {
    case .transfer: 25_000
    case .token: 70_000
    case .swap: 100_000
    case .oracleRead: 140_000
    case .oracleUpdate: 50_000
    case .counter: 60_000
    }
  }
}
