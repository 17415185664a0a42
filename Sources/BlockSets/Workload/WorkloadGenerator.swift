import EthereumTypes

/// Generates a chain of Amsterdam blocks, a pure function of its parameters.
///
/// Every transaction is valid, and succeeds unless its kind says otherwise. Whoever executes the
/// blocks completes their headers, and gives each completed header back as the parent of the next
/// block:
///
///     var generator = WorkloadGenerator(parameters)
///     var parent = generator.genesis.header  // with its state root
///     for _ in 0..<parameters.blocks {
///       let block = generator.nextBlock(parent: parent)
///       parent = …
///     }
package struct WorkloadGenerator: Sendable {
  /// The chain that the transactions are signed for.
  package static let chainID: UInt64 = 7928
  /// The fork whose rules the blocks follow.
  package static let fork = Fork.amsterdam

  /// What the chain is made from.
  package let parameters: WorkloadParameters
  /// What the chain starts from.
  package let genesis: WorkloadGenesis

  /// Where the contracts are.
  package let contracts: WorkloadContracts
  var population: WorkloadPopulation
  let recipients: ZipfDistribution
  let collections: ZipfDistribution
  var random: SeededRandom
  var accountDraw: AccountDraw
  var delegatorDraw: AccountDraw
  var feed = PriceFeed()
  var redirection = Redirection()
  var fundingChains = FundingChains()
  /// The clone that was deployed last.
  var lastClone: Address
  /// What the rebasing token was last said to hold.
  var totalPooled: UInt256
  /// The number of the current block's fee recipient.
  private(set) var builder = 0
  private var gasUse = GasUseEstimate()
  private var conflicts: EvenShare
  private var heartbeats: EvenShare
  /// The accounts that have sent a transaction of each kind in the current block.
  var senders: [WorkloadKind: [Int]] = [:]

  /// Prepares the accounts and contracts of a workload.
  package init(_ parameters: WorkloadParameters) {
    parameters.checkRanges()
    self.parameters = parameters
    random = SeededRandom(seed: parameters.seed)
    contracts = WorkloadContracts(
      tokenCount: parameters.tokens, pairCount: parameters.pools,
      collectionCount: parameters.collections, callDepth: parameters.callDepth)
    population = WorkloadPopulation(parameters, using: &random)
    recipients = ZipfDistribution(
      count: parameters.accounts, exponent: parameters.accountSkew ?? parameters.skew)
    collections = ZipfDistribution(
      count: parameters.collections, exponent: parameters.poolSkew ?? parameters.skew)
    accountDraw = AccountDraw(count: parameters.accounts)
    delegatorDraw = AccountDraw(count: population.delegators.count)
    totalPooled = WorkloadGenesis.totalPooled(of: population)
    lastClone = contracts.firstClone
    conflicts = EvenShare(percent: parameters.oracleConflictsPercent, using: &random)
    heartbeats = EvenShare(percent: parameters.oracleHeartbeatsPercent, using: &random)
    genesis = WorkloadGenesis(
      parameters, contracts: contracts, population: population, price: feed.price)
  }

  /// The block after `parent`, which is the genesis or the completed header of the block before.
  package mutating func nextBlock(parent: BlockHeader) -> WorkloadBlock {
    gasUse.learn(from: parent)
    let header = header(after: parent)
    senders = [:]
    accountDraw.beginBlock()
    delegatorDraw.beginBlock()
    fundingChains.beginBlock()
    feed.beginBlock(using: &random)
    var planned = drawKinds()
    let timing = drawTiming(of: planned)
    timing.arrange(&planned)
    planned.put([.deploy], before: .deployedCall)
    planned.put([.feedUpdate, .redirect], before: .redirectedRead)
    let signed = planned.map { transaction in
      self.transaction(
        transaction, timing: timing, baseFee: header.baseFeePerGas ?? BaseFee.initial)
    }
    redirection.endBlock()
    return WorkloadBlock(
      header: header, transactions: signed.map(\.transaction), senders: signed.map(\.sender),
      kinds: planned.map(\.kind))
  }

  private mutating func header(after parent: BlockHeader) -> BlockHeader {
    var header = genesis.header
    header.parentHash = parent.hash
    header.number = parent.number + 1
    header.timestamp = parent.timestamp + 12
    header.slotNumber = (parent.slotNumber ?? 0) + 1
    header.baseFeePerGas = parent.nextBaseFeePerGas
    builder = random.index(of: 3)
    header.feeRecipient = population.feeRecipient(builder)
    header.prevRandao = Hash32(word: random.word())
    header.parentBeaconBlockRoot = Hash32(word: random.word())
    return header
  }

  /// Draws kinds until the block has its transactions, its gas, or no room for the next one.
  private mutating func drawKinds() -> [PlannedTransaction] {
    var planned: [PlannedTransaction] = []
    var gas: UInt64 = 0
    var limits: UInt64 = 0
    while planned.count < parameters.transactions {
      if let gasTarget = parameters.gasTarget, gas >= gasTarget { break }
      let kind = drawKind()
      let limit = kind.gasLimit(under: parameters)
      limits += limit
      guard hasRoom(forLimit: limit, after: gas, ofLimits: limits) else { break }
      gas += kind.typicalGas(under: parameters)
      planned.append(PlannedTransaction(kind, readsOracle: drawReadsOracle(kind)))
    }
    gasUse.note(typicalGas: gas)
    return planned
  }

  /// Whether a transaction may follow in a block.
  ///
  /// - Parameters:
  ///   - gas: The typical gas of those before it.
  ///   - limits: The sum of all gas limits, its own included.
  private func hasRoom(
    forLimit limit: UInt64, after gas: UInt64, ofLimits limits: UInt64
  ) -> Bool {
    guard let percent = parameters.blockGasUsePercent else { return limits <= parameters.gasLimit }
    let used = gasUse.gas(ofTypical: gas)
    return used < parameters.gasLimit / 100 * UInt64(percent)
      && used + limit <= parameters.gasLimit
  }

  private mutating func drawKind() -> WorkloadKind {
    var drawn = random.index(of: parameters.mix.total)
    for kind in WorkloadKind.allCases {
      drawn -= parameters.mix[kind]
      if drawn < 0 { return kind }
    }
    preconditionFailure("the weights of the mix do not add up to their total")
  }

  private mutating func drawReadsOracle(_ kind: WorkloadKind) -> Bool {
    guard kind == .route || kind == .mint, parameters.readOnlyCalleesPercent > 0 else {
      return false
    }
    return random.happens(percent: parameters.readOnlyCalleesPercent)
  }

  private mutating func drawTiming(of planned: [PlannedTransaction]) -> OracleTiming {
    conflicts.advance(using: &random)
    heartbeats.advance(using: &random)
    guard planned.contains(where: \.readsOracle),
      planned.contains(where: { $0.kind == .oracleUpdate })
    else { return .updatesLast }
    if conflicts.take() { return .priceChangeFirst }
    return heartbeats.take() ? .heartbeatFirst : .updatesLast
  }
}
