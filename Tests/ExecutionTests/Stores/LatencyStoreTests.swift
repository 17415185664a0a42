import EVM
import EthereumTypes
import Execution
import Synchronization
import Testing

/// The times of a store with chosen ones.
@Suite struct LatencyStoreTests {
  @Test func readsQueueForTheServers() throws {
    // So slow that everything is issued before the first read ends.
    let second: UInt64 = 1_000_000_000
    let store = StoreTests.store(coldReadMicroseconds: 1_000_000, parallelReads: 3)
    let ends = try (0..<8).map { _ in try #require(store.issue()) }
    for read in 3..<8 { #expect(ends[read] == ends[read - 3] + second) }
    #expect(ends[0] <= ends[1] && ends[1] <= ends[2] && ends[2] < ends[3])
    #expect(store.coldReadNanoseconds == second)
  }

  @Test func aReadReallyWaits() throws {
    let store = StoreTests.store(coldReadMicroseconds: 300, parallelReads: 1)
    let began = ContinuousClock.now
    for slot in 0..<20 {
      #expect(try store.storage(at: .zero, slot: UInt256(slot)) == UInt256(3 * slot))
    }
    #expect(began.duration(to: .now) >= .microseconds(20 * 300))
  }

  /// A store that lists what is issued and what is answered.
  private final class ListingStore: StateStore {
    let parallelReads = 3
    private let list = Mutex<[String]>([])

    var events: [String] { list.withLock { $0 } }

    func chill() {}
    func account(at address: Address) -> AccountState? { nil }
    func code(hash: Hash32) -> [UInt8] { [] }

    func storage(at address: Address, slot: UInt256) -> UInt256 {
      list.withLock { $0.append("\(slot)") }
      return slot
    }

    func issue() -> UInt64? {
      list.withLock { $0.append("issue") }
      return 0
    }
  }

  @Test func readingAheadKeepsTheServersBusy() {
    let store = ListingStore()
    let keys = (0..<6).map { StorageKey(address: .zero, slot: UInt256($0)) }
    ReadCache(store: store).warm(keys.map(ReadCache.Read.slot))
    #expect(
      store.events == [
        "issue", "issue", "issue", "0", "issue", "1", "issue", "2", "issue", "3", "4", "5",
      ])
  }
}
