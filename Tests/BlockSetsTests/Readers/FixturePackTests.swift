import BlockAccessLists
import BlockSets
import EthereumTypes
import Foundation
import TestSupport
import Testing

@Suite("Fixture packs", .enabled(if: Fixtures.folder != nil, Comment(rawValue: Fixtures.absence)))
struct FixturePackTests {
  /// Every 20th file keeps this under a few seconds; the order of files is fixed.
  static let stride = 20

  static let blockchainTestPacks = [
    "amsterdam-bal", "amsterdam-generated", "amsterdam-mainline", "amsterdam-bench",
    "amsterdam-static", "mainnet-forks", "legacy-blockchain",
  ].filter { Fixtures.pack($0) != nil }
  static let stateTestPacks = ["state", "legacy-state"].filter { Fixtures.pack($0) != nil }

  static func files(of pack: String) throws -> [BlockFile] {
    let folder = try #require(Fixtures.pack(pack))
    let selection = try FileSelection(path: folder.path)
    return Swift.stride(from: 0, to: selection.names.count, by: Self.stride)
      .map { BlockFile(path: selection.path(of: selection.names[$0])) }
  }

  @Test(arguments: blockchainTestPacks)
  func readsBlockchainTests(pack: String) throws {
    for file in try Self.files(of: pack) {
      guard case .chains(let chains) = try file.read() else {
        Issue.record("\(file.path): expected blockchain tests")
        continue
      }
      #expect(!chains.isEmpty, "\(file.path)")
      #expect(try file.countBlocks() == chains.reduce(0) { $0 + $1.blocks.count })
      for chain in chains { try Self.check(chain) }
    }
  }

  static func check(_ chain: BlockChain) throws {
    #expect(chain.forkSchedule != nil, "\(chain.origin)")
    var last = try #require(chain.genesis, "\(chain.origin)").hash
    for input in chain.blocks where input.expectedException == nil {
      let block = try input.decoded.get()
      last = block.header.hash
      #expect(block.encoded == input.rlp, "\(chain.origin)")
      #expect(input.senders.count == block.transactions.count, "\(chain.origin)")
      #expect(!input.senders.contains(nil), "\(chain.origin)")
      // The list in JSON, encoded, has the hash that the header commits to (EIP-7928).
      #expect(input.blockAccessList?.hash == block.header.blockAccessListHash, "\(chain.origin)")
      if let receipts = input.expectedReceipts {
        #expect(receipts.count == block.transactions.count, "\(chain.origin)")
      }
    }
    #expect(chain.lastBlockHash == last, "\(chain.origin)")
    #expect(chain.postState != nil || chain.postStateRoot != nil, "\(chain.origin)")
  }

  @Test(arguments: stateTestPacks)
  func readsStateTests(pack: String) throws {
    for file in try Self.files(of: pack) {
      guard case .stateTests(let tests) = try file.read() else {
        Issue.record("\(file.path): expected state tests")
        continue
      }
      for test in tests {
        for result in test.results { try Self.check(result, of: test) }
      }
    }
  }

  /// The variant made from the template is the transaction that the fixture signed.
  static func check(_ result: StateTest.ExpectedResult, of test: StateTest) throws {
    #expect(result.fork != nil, "\(test.origin)")
    let bytes = try #require(result.transactionBytes, "\(test.origin)")
    // Some tests are about transactions that no encoding can hold.
    guard result.expectedException == nil || (try? Transaction(decoding: bytes)) != nil else {
      return
    }
    var signed = try Transaction(decoding: bytes)
    #expect(try signed.recoverSender() == test.transaction.sender, "\(test.origin)")
    signed.signature = .absent
    var made = try #require(test.transaction(for: result), "\(test.origin)")
    // Retesteth signs legacy transactions without the chain id (EIP-155).
    if made.kind == .legacy { made.chainID = signed.chainID }
    #expect(made == signed, "\(test.origin)")
  }
}
