import BlockSets
import EthereumTypes
import Testing

@Suite struct WorkloadGeneratorTests {
  /// Blocks as if each used no gas: what follows from execution is not tested here.
  static func blocks(_ parameters: WorkloadParameters) -> [WorkloadBlock] {
    var generator = WorkloadGenerator(parameters)
    var parent = generator.genesis.header
    return (0..<parameters.blocks).map { _ in
      let block = generator.nextBlock(parent: parent)
      parent = block.header
      return block
    }
  }

  static func digest(_ blocks: [WorkloadBlock]) -> Hash32 {
    keccak256(blocks.flatMap { $0.transactions.flatMap(\.encoded) + $0.header.encoded })
  }

  static let contracts = WorkloadGenerator(.mixed()).contracts

  /// What a transaction does, by whom it calls.
  static func kind(of transaction: Transaction) throws -> WorkloadKind {
    let to = try #require(transaction.to)
    if contracts.tokens.contains(to) { return .token }
    if contracts.pairs.contains(where: { $0.address == to }) { return .swap }
    switch to {
    case contracts.lending: return .oracleRead
    case contracts.oracle: return .oracleUpdate
    case contracts.counter: return .counter
    default: return .transfer
    }
  }

  @Test func equalSeedsMakeEqualBlocks() {
    let parameters = WorkloadParameters.mixed(seed: 7, blocks: 3)
    let digest = Self.digest(Self.blocks(parameters))
    #expect(Self.digest(Self.blocks(parameters)) == digest)
    #expect(Self.digest(Self.blocks(.mixed(seed: 8, blocks: 3))) != digest)
    // Pinned, so that every machine and every version makes the same blocks; a deliberate change
    // of the generator changes it, and the version in GeneratedBlockSource too.
    #expect(
      digest.description == "0x46ca307c633c642a254c85662ab321f61fe4ab316af4d07b3f63fb5b8017cf44")
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func transactionsAreDecodableAndSigned(seed: UInt64) throws {
    for block in Self.blocks(.mixed(seed: seed, blocks: 2)) {
      #expect(block.transactions.count == 110)
      #expect(block.senders.count == 110)
      for (transaction, sender) in zip(block.transactions, block.senders) {
        #expect(try Transaction(decoding: transaction.encoded) == transaction)
        #expect(try transaction.recoverSender() == sender, "seed \(seed)")
        #expect(transaction.chainID == WorkloadGenerator.chainID)
        let baseFee = try #require(block.header.baseFeePerGas)
        #expect(transaction.effectiveGasPrice(baseFee: baseFee) != nil)
      }
    }
  }

  @Test func noncesAreConsecutive() {
    var next: [Address: UInt64] = [:]
    for block in Self.blocks(.mixed(seed: 5, blocks: 10)) {
      for (transaction, sender) in zip(block.transactions, block.senders) {
        #expect(transaction.nonce == next[sender, default: 0])
        next[sender, default: 0] += 1
      }
    }
  }

  @Test func kindsOccurAsOftenAsTheMixSays() throws {
    let mix = WorkloadMix([
      .transfer: 30, .token: 25, .swap: 20, .oracleRead: 10, .oracleUpdate: 5, .counter: 10,
    ])
    let parameters = WorkloadParameters(seed: 2, blocks: 40, transactions: 100, mix: mix)
    var counts: [WorkloadKind: Int] = [:]
    for transaction in Self.blocks(parameters).flatMap(\.transactions) {
      counts[try Self.kind(of: transaction), default: 0] += 1
    }
    for kind in mix.kinds {
      let expected = 4_000 * mix[kind] / mix.total
      // Five standard deviations.
      let tolerance = Int(5 * Double(expected).squareRoot())
      #expect(abs(counts[kind, default: 0] - expected) < tolerance, "\(kind): \(counts)")
    }
  }

  @Test func mostTransactionsAreOfType2AndSomeOfTypes0And1() {
    var counts: [Transaction.Kind: Int] = [:]
    for transaction in Self.blocks(.mixed(blocks: 10)).flatMap(\.transactions) {
      counts[transaction.kind, default: 0] += 1
    }
    #expect(700...950 ~= counts[.dynamicFee, default: 0], "\(counts)")
    #expect(100...250 ~= counts[.legacy, default: 0], "\(counts)")
    #expect(50...200 ~= counts[.accessList, default: 0], "\(counts)")
  }

  @Test func someSendersRepeatAndMostDoNot() {
    for block in Self.blocks(.mixed(blocks: 10)) {
      #expect(70...105 ~= Set(block.senders).count)
    }
    var parameters = WorkloadParameters.mixed(blocks: 10)
    parameters.repeatedSendersPercent = 0
    for block in Self.blocks(parameters) {
      // Of all kinds only oracle updates have few possible senders.
      let updates = block.transactions.count { $0.to == Self.contracts.oracle }
      #expect(Set(block.senders).count >= 110 - max(0, updates - 1))
    }
  }

  @Test func skewMakesHotRecipients() {
    func hottest(skew: Double) -> Int {
      let parameters = WorkloadParameters(
        seed: 3, blocks: 20, transactions: 100, mix: WorkloadMix([.transfer: 1]), skew: skew)
      var counts: [Address: Int] = [:]
      for transaction in Self.blocks(parameters).flatMap(\.transactions) {
        if let to = transaction.to { counts[to, default: 0] += 1 }
      }
      return counts.values.max() ?? 0
    }
    // Of 1,600 transfers to 1,000 accounts: a few each, or more than a fifth to one.
    #expect(hottest(skew: 0) < 20)
    #expect(hottest(skew: 1.2) > 300)
  }

  @Test func readersNeverNameTheOracle() throws {
    let hidden = [Self.contracts.oracle, Self.contracts.adapter]
    for transaction in Self.blocks(.mixed(blocks: 40)).flatMap(\.transactions)
    where try Self.kind(of: transaction) == .oracleRead {
      #expect(!transaction.accessList.contains { hidden.contains($0.address) })
    }
  }

  @Test func aShareOfBlocksChangesThePriceBeforeItIsRead() throws {
    var price: [UInt8] = []
    var conflicts = 0
    var heartbeats = 0
    for block in Self.blocks(.mixed(seed: 9, blocks: 200)) {
      let oracle = try block.transactions.filter {
        [.oracleRead, .oracleUpdate].contains(try Self.kind(of: $0))
      }
      let firstUpdate = oracle.firstIndex { $0.to == Self.contracts.oracle }
      let lastRead = oracle.lastIndex { $0.to == Self.contracts.lending }
      if let firstUpdate, let lastRead, firstUpdate < lastRead {
        if oracle[firstUpdate].data == price { heartbeats += 1 } else { conflicts += 1 }
      }
      price = oracle.last { $0.to == Self.contracts.oracle }?.data ?? price
    }
    // 10 % each.
    #expect(18...22 ~= conflicts)
    #expect(18...22 ~= heartbeats)
  }

  @Test func gasLimitsFitTheBlockAndItsTargetHoldsThem() {
    for transactions in [1, 110, 1_000] {
      let parameters = WorkloadParameters.mixed(blocks: 1, transactions: transactions)
      for block in Self.blocks(parameters) {
        let sum = block.transactions.reduce(0) { $0 + $1.gasLimit }
        #expect(sum <= block.header.gasLimit / 2)
      }
    }
  }

  @Test func headersContinueTheirParents() {
    var parent = WorkloadGenerator(.mixed()).genesis.header
    for block in Self.blocks(.mixed(blocks: 3)) {
      #expect(block.header.parentHash == parent.hash)
      #expect(block.header.number == parent.number + 1)
      #expect(block.header.timestamp == parent.timestamp + 12)
      #expect(block.header.baseFeePerGas == parent.nextBaseFeePerGas)
      #expect(parent.allowsChildGasLimit(block.header.gasLimit, childHasBaseFee: true))
      #expect(block.header.prevRandao != parent.prevRandao)
      parent = block.header
    }
  }

  @Test func noAccountOccursTwiceInAConflictFreeBlock() throws {
    for block in Self.blocks(.conflictFree(blocks: 2)) {
      #expect(block.transactions.count == 500)
      let recipients = block.transactions.compactMap { Address(bytes: $0.data[16..<36]) }
      #expect(Set(recipients + block.senders).count == 1_000)
    }
  }

  @Test(arguments: [
    WorkloadParameters(
      seed: 1, blocks: 2, transactions: 30, mix: WorkloadMix([.transfer: 1]), accounts: 2, skew: 10),
    WorkloadParameters(
      seed: 1, blocks: 2, transactions: 30, mix: WorkloadMix([.swap: 1]), accounts: 2, tokens: 1,
      pools: 1),
    WorkloadParameters(
      seed: .max, blocks: 2, transactions: 30, mix: WorkloadMix([.oracleUpdate: 1, .counter: 1]),
      tokens: 1_000, pools: 1_000),
  ])
  func extremeParametersWork(parameters: WorkloadParameters) {
    for block in Self.blocks(parameters) {
      #expect(block.transactions.count == 30)
      for (transaction, sender) in zip(block.transactions, block.senders) {
        #expect(transaction.to != sender)
      }
    }
  }
}
