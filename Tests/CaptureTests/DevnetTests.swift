import BlockAccessLists
import BlockSets
import EthereumTypes
import Execution
import Foundation
import TestSupport
import Testing

/// Blocks of a development network, whose headers commit to their access lists (EIP-7928).
@Suite struct DevnetTests {
  private func server(
    _ devnet: Devnet, _ behaviour: RecordedNode.Behaviour
  ) throws -> LoopbackServer {
    let node = RecordedNode(devnet, behaviour)
    return try LoopbackServer { node.answer($0) }
  }

  private func arguments(_ server: LoopbackServer) -> [String] {
    [
      "blocks", "capture", "--rpc", server.url, "--from", "1", "--to", "3", "-o", "out", "--fork",
      "Amsterdam", "--witness", "required", "--retries", "1", "--pause", "0",
    ]
  }

  @Test(arguments: RecordedNode.AccessListForm.allCases)
  func blocksWithAccessLists(form: RecordedNode.AccessListForm) throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    print("devnet, seed \(seed)")
    let devnet = try Devnet(seed: seed, blocks: 3)
    let fixture = try CaptureFixture()
    let server = try server(devnet, .init(accessLists: form))
    let run = try CommandLineRun(arguments(server), folder: fixture.folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("3 captured, 0 there already, 0 failed; "), "\(run.errors)")
    for (number, recorded) in devnet.blocks {
      let path = "\(fixture.folder)/out/\(devnet.chainID)-\(number)"
      guard case .chains(let chains) = try BlockFile(path: path + ".json.gz").read() else {
        throw RecordedNodeError.noChain(path)
      }
      let block = try CaptureFixture.executed(try #require(chains.first))
      #expect(block.hash == recorded.chain.blocks.first?.block?.header.hash)
      #expect(block.postStateRoot == recorded.after?.rootHash)
      let list = try BlockAccessListFile(path: path + ".bal.json.gz").read().list
      #expect(list.hash == block.header.blockAccessListHash)
    }
  }

  @Test func aListThatIsNotTheBlocksIsRefused() throws {
    let devnet = try Devnet(seed: 1, blocks: 3)
    let fixture = try CaptureFixture()
    let behaviour = RecordedNode.Behaviour(
      accessLists: .tests,
      replacement: ("debug_getBlockAccessList", "\"postNonce\": \"0x", "\"postNonce\": \"0x1"))
    let server = try server(devnet, behaviour)
    let run = try CommandLineRun(arguments(server), folder: fixture.folder)
    #expect(run.status == 1)
    #expect(run.errors.contains("FAILED: block 1: the node's access list is not the one"))
    #expect(run.errors.contains(" nonce at index "), "\(run.errors)")
  }
}
