import EthereumTypes
import TestSupport
import Testing

@Suite("Block headers")
struct BlockHeaderTests {
  /// A header with the fields of every fork up to one, and how many those are.
  static func header(_ fork: Fork) -> (header: BlockHeader, fieldCount: Int) {
    var header = BlockHeader(
      difficulty: 0x20000, number: 300, gasLimit: 30_000_000, gasUsed: 21_000,
      timestamp: 1_700_000_000, extraData: [1, 2, 3], prevRandao: .emptyKeccak,
      nonce: 0x0102_0304_0506_0708)
    if fork < .london { return (header, 15) }
    header.baseFeePerGas = 7
    if fork < .shanghai { return (header, 16) }
    header.withdrawalsRoot = .emptyTrieRoot
    if fork < .cancun { return (header, 17) }
    header.blobGasUsed = 131_072
    header.excessBlobGas = 0
    header.parentBeaconBlockRoot = .zero
    if fork < .prague { return (header, 20) }
    header.requestsHash = EthereumTypes.requestsHash([])
    if fork < .amsterdam { return (header, 21) }
    header.blockAccessListHash = .emptyListHash
    header.slotNumber = 9
    return (header, 23)
  }

  static func items(_ header: BlockHeader) throws -> [RLPItem] {
    guard case .list(let items) = try RLPItem(decoding: header.encoded) else { return [] }
    return items
  }

  @Test(arguments: Fork.allCases)
  func headerOfEveryForkRoundTrips(fork: Fork) throws {
    let (header, fieldCount) = Self.header(fork)
    #expect(try Self.items(header).count == fieldCount)
    #expect(try BlockHeader(decoding: header.encoded) == header)
    #expect(header.hash == keccak256(header.encoded))
  }

  /// A fork's fields come together: no header has 14, 18, 19, 22 or 24.
  @Test(arguments: 0...24)
  func otherFieldCountsAreRefused(count: Int) throws {
    let items = try Self.items(Self.header(.amsterdam).header) + [.bytes([])]
    let encoded = RLPItem.list(Array(items.prefix(count))).encoded
    if [15, 16, 17, 20, 21, 23].contains(count) {
      #expect(try BlockHeader(decoding: encoded).encoded == encoded)
    } else {
      #expect(throws: BlockDecodingError.self) { try BlockHeader(decoding: encoded) }
    }
  }

  @Test(arguments: 0..<23)
  func everyFieldIsChecked(position: Int) throws {
    var items = try Self.items(Self.header(.amsterdam).header)
    // A list where a string belongs, and a string longer than any field but the extra data.
    items[position] = .list([])
    let withList = RLPItem.list(items).encoded
    #expect(throws: BlockDecodingError.self) { try BlockHeader(decoding: withList) }
    if position == 12 { return }
    items[position] = .bytes([UInt8](repeating: 1, count: 300))
    let withLongString = RLPItem.list(items).encoded
    #expect(throws: BlockDecodingError.self) { try BlockHeader(decoding: withLongString) }
  }

  /// The genesis header of mainnet, whose hash everyone knows.
  @Test func genesisOfMainnetHasItsHash() throws {
    let genesis = BlockHeader(
      stateRoot: try #require(
        Hash32(hex: "0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544")),
      difficulty: 17_179_869_184, number: 0, gasLimit: 5000, timestamp: 0,
      extraData: try #require(
        [UInt8](hex: "0x11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa")),
      nonce: 66)
    #expect(
      genesis.hash
        == Hash32(hex: "0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3"))
  }
}
