import BlockSets
import EthereumTypes
import Foundation
import TestSupport
import Testing

/// The folder of real blocks for development; nil where the shared data are absent.
private let devBlocks: String? = {
  guard let folder = Shared.folder?.appending(path: "mainnet/dev").path,
    FileManager.default.fileExists(atPath: folder)
  else { return nil }
  return folder
}()

@Suite(
  "Real blocks of the shared data",
  .enabled(if: devBlocks != nil, "there is no ../shared/mainnet/dev"))
struct SharedBlockTests {
  /// Reading a block checks the header's hash and every transaction's; senders are checked here.
  @Test func readsAllBlocks() throws {
    let folder = try #require(devBlocks)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    var last = (chainID: UInt64(0), number: UInt64(0))
    var (chains, witnesses) = (0, 0)
    try BlockSet(name: "dev", path: folder).forEachChain { chain in
      chains += 1
      #expect(chain.blocks.count == 1)
      let input = try #require(chain.blocks.first)
      let block = try #require(input.block)
      #expect((chain.chainID, block.header.number) > last, "\(chain.origin)")
      last = (chain.chainID, block.header.number)
      #expect(
        input.fork
          == chain.forkSchedule?.fork(
            number: block.header.number, timestamp: block.header.timestamp), "\(chain.origin)")
      #expect(chain.blockHashes[block.header.number - 1] == block.header.parentHash)
      #expect(!chain.preState.isEmpty)
      try Self.checkSenders(input, of: chain)
      guard let witness = chain.witness else { return }
      witnesses += 1
      #expect(chain.isStateRootComputable)
      #expect(
        witness.nodes.contains { keccak256($0) == witness.parentStateRoot }, "\(chain.origin)")
    }
    let companions = ["witness", "oracle", "bal"]
    #expect(chains > 0)
    #expect(
      chains == files.count { name in !companions.contains { name.contains(".\($0).") } })
    #expect(witnesses == files.count { $0.contains(".witness.") })
  }

  static func checkSenders(_ input: InputBlock, of chain: BlockChain) throws {
    let document = try InputFile.document(at: chain.origin.source)
    let stated = try document.withRoot { root throws(JSONError) in
      try root.object().required("block").object().required("transactions").array()
        .map { transaction throws(JSONError) -> Address? in
          try transaction.object().required("from").address()
        }
    }
    #expect(input.senders == stated, "\(chain.origin)")
  }
}
