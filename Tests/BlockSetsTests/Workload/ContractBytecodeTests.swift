import BlockSets
import EthereumTypes
import Foundation
import TestSupport
import Testing

@Suite struct ContractBytecodeTests {
  static let folder = PackageRoot.folder.appending(path: "Sources/BlockSets/Workload")

  @Test func theCodeIsThatOfTheSources() throws {
    let generated = try String(
      contentsOf: Self.folder.appending(path: "ContractBytecode.swift"), encoding: .utf8)
    let sources = try FileManager.default.contentsOfDirectory(
      at: Self.folder.appending(path: "Contracts"), includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "vy" }
    #expect(sources.count == 22)
    for source in sources {
      let digest = sha256(Array(try Data(contentsOf: source))).hex.dropFirst(2)
      let line = "// \(source.lastPathComponent) \(digest)\n"
      #expect(generated.contains(line), "run `make contracts` after changing \(source.path)")
    }
  }

  @Test(arguments: [
    ("transfer(address,uint256)", TokenContract.Selector.transfer),
    ("transferFrom(address,address,uint256)", TokenContract.Selector.transferFrom),
    ("approve(address,uint256)", TokenContract.Selector.approve),
    ("swap(bool,uint256,uint256)", PairContract.Selector.swap),
    ("update(uint256)", OracleContract.Selector.update),
    ("latest()", OracleContract.Selector.latest),
    ("price()", AdapterContract.Selector.price),
    ("deposit()", LendingContract.Selector.deposit),
    ("borrow(uint256)", LendingContract.Selector.borrow),
    ("increment()", CounterContract.Selector.increment),
    ("transfer(address,uint256)", RebasingTokenContract.Selector.transfer),
    ("rebase(uint256)", RebasingTokenContract.Selector.rebase),
    ("exchange(bool,uint256,uint256)", StablePoolContract.Selector.exchange),
    ("swap(address,uint256,address,address[])", RouterContract.Selector.swap),
    ("mint(address)", CollectionContract.Selector.mint),
    ("payTokens(address,uint256,address[])", BatchPayerContract.Selector.payTokens),
    ("payEther(address[])", BatchPayerContract.Selector.payEther),
    ("execute(address,uint256,bytes)", WalletContract.Selector.execute),
    (
      "handleOperations(address,(address,address,uint256,bytes)[])",
      EntryPointContract.Selector.handleOperations
    ),
    ("executeBatch((address,uint256,bytes)[])", DelegateContract.Selector.executeBatch),
    ("deploy(bytes32)", FactoryContract.Selector.deploy),
    ("tip()", TipContract.Selector.tip),
    ("redirect(address)", DirectoryContract.Selector.redirect),
    ("follow()", FollowerContract.Selector.follow),
    ("work(bytes32,uint256)", WorkContract.Selector.work),
  ])
  func selectorsAreHashesOfSignatures(signature: String, selector: UInt32) {
    let hash = keccak256(Array(signature.utf8)).bytes
    #expect(hash.prefix(4).reduce(0) { $0 << 8 | UInt32($1) } == selector)
  }

  @Test func mapsHashTheirSlotBeforeTheKey() throws {
    // The slots that the getters `balanceOf(0x…11)` and `allowance(0x…11, 0x…22)` of the compiled
    // token load, as the Python execution specs ran them.
    let owner = try #require(Address(hex: "0x1111111111111111111111111111111111111111"))
    let spender = try #require(Address(hex: "0x2222222222222222222222222222222222222222"))
    #expect(
      StorageLayout.slot(of: TokenContract.Slot.balanceOf, key: owner).hex
        == "0x1f94f92d59db2f60773793716db997ea4f693e5ba0a6e11065aa0f8a69ba36ce")
    #expect(
      StorageLayout.slot(of: TokenContract.Slot.allowance, keys: owner, spender).hex
        == "0x64376217dcd8cf9e71e363a9731606e11246279c2779ad3508ff955bd9c393f7")
  }
}
