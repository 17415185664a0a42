import EthereumTypes

/// Generates a chain of Amsterdam blocks, a pure function of its parameters.
///
/// Every transaction is valid and succeeds. Whoever executes the blocks completes their headers,
/// and gives each completed header back as the parent of the next block:
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
  var random: SeededRandom
  var accountDraw: AccountDraw
  var feed = PriceFeed()
  private var conflicts: EvenShare
  private var heartbeats: EvenShare
  /// The accounts that have sent a transaction of each kind in the current block.
  var senders: [WorkloadKind: [Int]] = [:]

  /// Prepares the accounts and contracts of a workload.
  package init(_ parameters: WorkloadParameters) {
    for percent in [
      parameters.repeatedSendersPercent, parameters.freshRecipientsPercent,
      parameters.oracleConflictsPercent, parameters.oracleHeartbeatsPercent,
    ] {
      precondition(WorkloadParameters.percentRange ~= percent, "a share of \(percent) %")
    }
    self.parameters = parameters
    random = SeededRandom(seed: parameters.seed)
    contracts = WorkloadContracts(tokenCount: parameters.tokens, pairCount: parameters.pools)
    population = WorkloadPopulation(parameters, using: &random)
    recipients = ZipfDistribution(count: parameters.accounts, exponent: parameters.skew)
    accountDraw = AccountDraw(count: parameters.accounts)
    conflicts = EvenShare(percent: parameters.oracleConflictsPercent, using: &random)
    heartbeats = EvenShare(percent: parameters.oracleHeartbeatsPercent, using: &random)
    genesis = WorkloadGenesis(
      gasLimit: parameters.gasLimit, contracts: contracts, population: population,
      price: feed.price)
  }

  /// The block after `parent`, which is the genesis or the completed header of the block before.
  package mutating func nextBlock(parent: BlockHeader) -> WorkloadBlock {
    let header = header(after: parent)
    senders = [:]
    accountDraw.beginBlock()
    feed.beginBlock(using: &random)
    var kinds = (0..<parameters.transactions).map { _ in drawKind() }
    let timing = drawTiming(of: kinds)
    timing.arrange(&kinds)
    let signed = kinds.map { kind in
      transaction(kind, timing: timing, baseFee: header.baseFeePerGas ?? BaseFee.initial)
    }
    return WorkloadBlock(
      header: header, transactions: signed.map(\.transaction), senders: signed.map(\.sender))
  }

  private mutating func header(after parent: BlockHeader) -> BlockHeader {
    var header = genesis.header
    header.parentHash = parent.hash
    header.number = parent.number + 1
    header.timestamp = parent.timestamp + 12
    header.slotNumber = (parent.slotNumber ?? 0) + 1
    header.baseFeePerGas = parent.nextBaseFeePerGas
    header.feeRecipient = WorkloadContracts.address("builder", random.index(of: 3))
    header.prevRandao = Hash32(word: random.word())
    header.parentBeaconBlockRoot = Hash32(word: random.word())
    return header
  }

  private mutating func drawKind() -> WorkloadKind {
    var drawn = random.index(of: parameters.mix.total)
    for kind in WorkloadKind.allCases {
      drawn -= parameters.mix[kind]
      if drawn < 0 { return kind }
    }
    preconditionFailure("the weights of the mix do not add up to their total")
  }

  private mutating func drawTiming(of kinds: [WorkloadKind]) -> OracleTiming {
    conflicts.advance(using: &random)
    heartbeats.advance(using: &random)
    guard kinds.contains(.oracleRead), kinds.contains(.oracleUpdate) else { return .updatesLast }
    if conflicts.take() { return .priceChangeFirst }
    return heartbeats.take() ? .heartbeatFirst : .updatesLast
  }
}
