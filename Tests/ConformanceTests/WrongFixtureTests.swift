import BlockAccessLists
import BlockSets
import Conformance
import EthereumTypes
import Foundation
import TestSupport
import Testing

/// A conformance run that cannot fail is worth nothing: every wrong expectation must be found,
/// and the failure must say where.
@Suite(.enabled(if: Fixtures.pack("amsterdam-bal") != nil, Comment(rawValue: Fixtures.absence)))
struct WrongFixtureTests {
  /// Something wrong in a case of one valid block.
  enum Mutation: String, CaseIterable {
    case gasUsed, stateRoot, receiptsRoot, logsBloom, requestsHash, accessListHash
    case accessListValue, accessListEntry, receipt, postState, lastBlockHash, exception
    case undecodable

    func apply(to fixture: inout Fixture) throws {
      switch self {
      case .gasUsed: try fixture.changeHeader { $0.gasUsed -= 1 }
      case .stateRoot: try fixture.changeHeader { $0.stateRoot = Hash32(word: 1) }
      case .receiptsRoot: try fixture.changeHeader { $0.receiptsRoot = Hash32(word: 1) }
      case .logsBloom:
        try fixture.changeHeader { header in
          header.logsBloom.insert(Log(address: .zero, topics: [], data: []))
        }
      case .requestsHash: try fixture.changeHeader { $0.requestsHash = Hash32(word: 1) }
      case .accessListHash: try fixture.changeHeader { $0.blockAccessListHash = Hash32(word: 1) }
      case .accessListValue: try fixture.changeFirstBalance(to: "0x1")
      case .accessListEntry: try fixture.removeLastAccount()
      case .receipt: try fixture.changeFirstReceipt()
      case .postState: try fixture.changePostState()
      case .lastBlockHash: fixture.lastBlockHash = "\(Hash32(word: 1))"
      case .exception: fixture.blocks[0]["expectException"] = "BlockException.INVALID_GASLIMIT"
      case .undecodable: fixture.blocks[0]["rlp"] = "0xc0"
      }
    }

    /// Stands in the failure.
    var reason: Regex<Substring> {
      switch self {
      case .gasUsed: /block 0: gas is \d+, the header says \d+/
      case .stateRoot: /block 0: stateRoot is 0x[0-9a-f]{64}, the header says 0x0{63}1/
      case .receiptsRoot: /block 0: receipts is 0x[0-9a-f]{64}, the header says 0x0{63}1/
      case .logsBloom: /block 0: receipts is logs bloom 0x/
      case .requestsHash: /block 0: requests is 0x[0-9a-f]{64}, the header says 0x0{63}1/
      case .accessListHash: /block 0: blockAccessList is 0x[0-9a-f]{64}, the header says 0x0{63}1/
      case .accessListValue:
        /first divergence: transaction 0: 0x[0-9a-f]{40} balance at index 1: expected 0x1, found/
      case .accessListEntry: /block access list: 0x[0-9a-f]{40} account: expected nothing, found it/
      case .receipt: /first divergence: transaction 0: receipt is success.*, expected failure/
      case .postState: /account 0x[0-9a-f]{40} is nonce \d+, balance .*, expected nonce 77/
      case .lastBlockHash: /last block is 0x[0-9a-f]{64}, expected 0x0{63}1/
      case .exception: /block 0: accepted, expected BlockException.INVALID_GASLIMIT/
      case .undecodable: /block 0: block RLP:/
      }
    }
  }

  @Test func theUnchangedCasePasses() throws {
    #expect(try Fixture.validBlock().verdict() == .passed)
    #expect(try Fixture.invalidBlock().verdict() == .passed)
  }

  @Test(arguments: Mutation.allCases)
  func aWrongExpectationFails(mutation: Mutation) throws {
    var fixture = try Fixture.validBlock()
    try mutation.apply(to: &fixture)
    guard case .failed(let reason) = try fixture.verdict() else {
      Issue.record("\(mutation) in \(fixture.name) is not found")
      return
    }
    #expect(reason.contains(mutation.reason), "\(reason)")
  }

  @Test func anInvalidBlockThatIsExpectedToBeValidFails() throws {
    var fixture = try Fixture.invalidBlock()
    fixture.blocks[0]["expectException"] = nil
    guard case .failed(let reason) = try fixture.verdict() else {
      Issue.record("\(fixture.name) passes")
      return
    }
    #expect(reason.hasPrefix("block 0: "), "\(reason)")
  }

  @Test(.enabled(if: Fixtures.pack("state") != nil, Comment(rawValue: Fixtures.absence)))
  func aWrongStateTestFails() throws {
    let fixture = try Fixture.stateTest()
    #expect(try fixture.verdict() == .passed)
    let wrongHash = "\(Hash32(word: 1))"
    for (member, reason) in [("hash", "state root is"), ("logs", "logs hash is")] {
      var wrong = fixture
      wrong.results[0][member] = wrongHash
      guard case .failed(let text) = try wrong.verdict() else {
        Issue.record("a wrong \(member) in \(fixture.name) is not found")
        continue
      }
      #expect(text.hasPrefix(reason) && text.contains("expected \(wrongHash)"), "\(text)")
    }
    var wrong = fixture
    wrong.results[0]["expectException"] = "TransactionException.NONCE_IS_MAX"
    #expect(try wrong.verdict() == .failed("accepted, expected TransactionException.NONCE_IS_MAX"))
  }

  @Test func aFileThatIsNoJSONFails() throws {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "ConformanceTests-\(UUID()).json")
    try Data("{\"case\": {".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let report = try ConformanceRun(paths: [file.path], jobs: 1).run()
    #expect(report.failures.count == 1)
  }
}

extension Fixture {
  private var accessList: [[String: Any]] {
    get { blocks.first?["blockAccessList"] as? [[String: Any]] ?? [] }
    set { blocks[0]["blockAccessList"] = newValue }
  }

  /// A list that differs from the right one, with a header that commits to it.
  fileprivate mutating func changeFirstBalance(to balance: String) throws {
    let account = try #require(
      accessList.firstIndex { account in
        let changes = account["balanceChanges"] as? [[String: Any]]
        return changes?.first?["blockAccessIndex"] as? String == "0x01"
      })
    var changes = try #require(accessList[account]["balanceChanges"] as? [[String: Any]])
    changes[0]["postBalance"] = balance
    accessList[account]["balanceChanges"] = changes
    try commitToAccessList()
  }

  fileprivate mutating func removeLastAccount() throws {
    accessList.removeLast()
    try commitToAccessList()
  }

  private mutating func commitToAccessList() throws {
    let list = try #require(try chain().blocks.first?.blockAccessList)
    let hash = list.hash
    try changeHeader { $0.blockAccessListHash = hash }
  }

  /// Turns success into failure.
  fileprivate mutating func changeFirstReceipt() throws {
    var receipts = try #require(blocks[0]["receipts"] as? [[String: Any]])
    let bytes = try #require(Self.bytes(receipts[0]["rlp"]))
    let receipt = try Receipt(decoding: bytes)
    let failure = Receipt(
      kind: receipt.kind, outcome: .status(false), cumulativeGasUsed: receipt.cumulativeGasUsed,
      logs: receipt.logs)
    receipts[0]["rlp"] = failure.encoded.hex
    blocks[0]["receipts"] = receipts
  }

  fileprivate mutating func changePostState() throws {
    var state = try #require(members["postState"] as? [String: [String: Any]])
    let address = try #require(state.keys.min())
    state[address]?["nonce"] = "0x4d"
    members["postState"] = state
  }
}
