import EthereumTypes
import TestSupport
import Testing

/// Bytes that are almost right: none may crash a decoder, and what is accepted must be canonical.
@Suite("Mutated encodings")
struct MutationTests {
  static let seeds = 0..<10_000 as Range<UInt64>

  /// A block with transactions of every kind, ommers and withdrawals.
  static func block() -> Block {
    var source = RandomTransactions(seed: 81)
    let transactions = Transaction.Kind.allCases.map { kind in
      source.transaction(kind).signed(with: source.privateKey())
    }
    let withdrawals = (0..<3 as Range<UInt64>).map {
      Withdrawal(index: $0, validatorIndex: 9, address: source.address(), amount: 1 << $0)
    }
    return Block(
      header: BlockHeaderTests.header(.amsterdam).header, transactions: transactions,
      ommers: [BlockHeaderTests.header(.paris).header], withdrawals: withdrawals)
  }

  /// Changes, drops, repeats or inserts a few bytes.
  static func mutation(of bytes: [UInt8], seed: UInt64) -> [UInt8] {
    var random = SplitMix64(seed: seed)
    var bytes = bytes
    for _ in 0...Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: bytes.indices, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[place] = .random(in: 0...255, using: &random)
      case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: bytes.remove(at: place)
      case 3: bytes.insert(.random(in: 0...255, using: &random), at: place)
      default: bytes.removeSubrange(place...)
      }
    }
    return bytes
  }

  @Test func mutatedBlocksNeverCrashTheDecoder() {
    let encoded = Self.block().encoded
    var refused = 0
    for seed in Self.seeds {
      let bytes = Self.mutation(of: encoded, seed: seed)
      do throws(BlockDecodingError) {
        let block = try Block(decoding: bytes)
        #expect(block.encoded == bytes, "seed \(seed)")
        for transaction in block.transactions { _ = try? transaction.recoverSender() }
      } catch {
        refused += 1
        #expect((0...bytes.count).contains(error.offset ?? -1), "seed \(seed): \(error)")
      }
    }
    // Neither side of the test may be empty.
    #expect(refused > 1000)
    #expect(refused < Self.seeds.count)
  }

  @Test(arguments: Transaction.Kind.allCases)
  func mutatedTransactionsNeverCrashTheDecoder(kind: Transaction.Kind) {
    var source = RandomTransactions(seed: 82)
    let encoded = source.transaction(kind).signed(with: source.privateKey()).encoded
    for seed in Self.seeds {
      let bytes = Self.mutation(of: encoded, seed: seed)
      guard let transaction = try? Transaction(decoding: bytes) else { continue }
      #expect(transaction.encoded == bytes, "seed \(seed)")
      for authorization in transaction.authorizationList { _ = authorization.recoverAuthority() }
    }
  }

  @Test func mutatedReceiptsNeverCrashTheDecoder() {
    let encoded = Receipt(
      kind: .dynamicFee, outcome: .status(true), cumulativeGasUsed: 21_000,
      logs: [ReceiptTests.log]
    ).encoded
    for seed in Self.seeds {
      let bytes = Self.mutation(of: encoded, seed: seed)
      guard let receipt = try? Receipt(decoding: bytes) else { continue }
      #expect(receipt.encoded == bytes, "seed \(seed)")
    }
  }

  @Test func everyTruncatedPrefixOfABlockIsRefused() {
    let encoded = Self.block().encoded
    for count in encoded.indices {
      #expect(throws: BlockDecodingError.self, "first \(count) bytes") {
        try Block(decoding: Array(encoded[..<count]))
      }
    }
  }
}
