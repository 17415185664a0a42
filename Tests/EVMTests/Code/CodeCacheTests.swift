import EVM
import EthereumTypes
import Fuzzing
import Testing

@Suite struct CodeCacheTests {
  let cache = CodeCache(rules: .rules(for: .prague))

  @Test func keepsCodeByHash() throws {
    let bytes: [UInt8] = [1, 2, 3]
    let hash = keccak256(bytes)
    #expect(cache.lookup(hash) == nil)
    let code = cache.insert(hash, bytes: bytes)
    #expect(Array(code.bytes) == bytes)
    #expect(code.count == 3 && code.hash == hash && code.delegate == nil)
    #expect(try #require(cache.lookup(hash)) == code)
    #expect(cache.insert(hash, bytes: bytes) == code)
  }

  @Test func countsWhatItKeeps() {
    for count in [1, 30] {
      let bytes = [UInt8](repeating: 0, count: count)
      for _ in 0..<2 { _ = cache.insert(keccak256(bytes), bytes: bytes) }
    }
    #expect(cache.byteCount == 31)
    cache.removeAll()
    #expect(cache.byteCount == 0)
    #expect(cache.lookup(keccak256([0])) == nil)
    #expect(cache.lookup(.emptyKeccak) == cache.empty)
  }

  @Test func hasTheEmptyCode() {
    #expect(cache.lookup(.emptyKeccak) == cache.empty)
    #expect(cache.insert(.emptyKeccak, bytes: []) == cache.empty)
    #expect(cache.empty.count == 0)
  }

  @Test func knowsDelegations() {
    let delegate = Address(word: 0x1234)
    func code(_ bytes: [UInt8]) -> CodeRef { cache.insert(keccak256(bytes), bytes: bytes) }
    #expect(code([0xef, 1, 0] + delegate.bytes).delegate == delegate)
    #expect(code([0xef, 1, 0] + delegate.bytes + [0]).delegate == nil)
    #expect(code([0xef, 1, 1] + delegate.bytes).delegate == nil)
    #expect(code([0xef, 1, 0]).delegate == nil)
  }

  /// Threads that analyse one code at once all run it right.
  @Test func servesManyThreads() async {
    let code = assemble("PUSH 20 PUSH 22 ADD".returningTop)
    let cache = cache
    let results = await withTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<16 {
        group.addTask {
          var evm = EVM(rules: cache.rules, codeCache: cache)
          evm.beginBlock(
            TestMachine.environment, reader: ProgramState([TestMachine.contract: .init(code: code)])
          )
          evm.beginTransaction(origin: TestMachine.sender, gasPrice: .zero)
          return evm.execute(
            CallMessage(
              kind: .call(to: TestMachine.contract), sender: TestMachine.sender, gas: 100_000)
          ).output
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.count == 16)
    #expect(results.allSatisfy { UInt256(bigEndianBytes: $0) == 42 })
  }
}
