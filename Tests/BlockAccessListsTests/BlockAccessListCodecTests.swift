import BlockAccessLists
import EthereumTypes
import TestSupport
import Testing

@Suite struct BlockAccessListCodecTests {
  @Test func theEmptyListHasTheHashOfTheEmptyRLPList() {
    #expect(BlockAccessList().encoded == [0xc0])
    #expect(BlockAccessList().hash == .emptyListHash)
  }

  @Test func anAccountIsEncodedInTheOrderOfTheEIP() throws {
    let account = AccountChanges(
      address: Address(word: 0x11),
      storageChanges: [
        SlotChanges(
          slot: 1, changes: [StorageChange(index: BlockAccessIndex(rawValue: 0), newValue: 0)])
      ],
      storageReads: [0, 0x200],
      balanceChanges: [BalanceChange(index: BlockAccessIndex(rawValue: 1), postBalance: 0x1000)],
      nonceChanges: [NonceChange(index: BlockAccessIndex(rawValue: 2), newNonce: 0x80)],
      codeChanges: [CodeChange(index: BlockAccessIndex(rawValue: 300), newCode: [0x60])])
    // Encoded by an independent RLP encoder.
    let fields = [
      "940000000000000000000000000000000000000011", "c6c501c3c28080", "c480820200", "c5c401821000",
      "c4c3028180", "c5c482012c60",
    ]
    let expected = try #require([UInt8](hex: "0xf3f2" + fields.joined()))
    let list = BlockAccessList(accounts: [account])
    #expect(list.encoded == expected)
    #expect(try BlockAccessList(decoding: expected) == list)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func decodingGivesBackWhatWasEncoded(seed: UInt64) throws {
    let list = BlockAccessList.random(seed: seed)
    #expect(try BlockAccessList(decoding: list.encoded) == list)
    try list.validate(gasLimit: 1_000_000, transactionCount: 5)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func everyTruncatedPrefixIsRefused(seed: UInt64) {
    let bytes = BlockAccessList.random(seed: seed).encoded
    for count in 0..<bytes.count {
      #expect(throws: BlockAccessListError.self, "seed \(seed), \(count) bytes") {
        try BlockAccessList(decoding: Array(bytes.prefix(count)))
      }
    }
  }

  @Test func trailingBytesAreRefused() {
    #expect(
      throws: BlockAccessListError(
        .malformed(RLPError(offset: 1, kind: .trailingBytes)), offset: 1)
    ) { try BlockAccessList(decoding: [0xc0, 0x80]) }
  }

  @Test func whatDecodesAfterAMutationIsCanonicalToTheByte() throws {
    let originals = (0..<20 as Range<UInt64>).map { BlockAccessList.random(seed: $0).encoded }
    for seed in 0..<10_000 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      var bytes = originals[Int(seed) % originals.count]
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let position = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[position] = UInt8.random(in: .min ... .max, using: &random)
        case 1: bytes.insert(UInt8.random(in: .min ... .max, using: &random), at: position)
        default: if bytes.count > 1 { bytes.remove(at: position) }
        }
      }
      guard let list = try? BlockAccessList(decoding: bytes) else { continue }
      try #require(list.encoded == bytes, "seed \(seed)")
    }
  }
}
