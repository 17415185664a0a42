import Dispatch
import EVM
import EthereumTypes
import Execution
import Foundation
import Synchronization
import Testing

/// What a read cache reads, keeps and counts.
@Suite struct ReadCacheTests {
  /// A store whose reads wait until the test lets them go, and are listed.
  private final class GatedStore: StateStore {
    private let gate = DispatchSemaphore(value: 0)
    private let started = DispatchSemaphore(value: 0)
    private let reads = Mutex<[Address]>([])
    private let failures: Mutex<Int>

    /// - Parameter failures: How many of the first reads fail.
    init(failures: Int = 0) { self.failures = Mutex(failures) }

    var readAddresses: [Address] { reads.withLock { $0 } }

    func open(_ count: Int = 1) { for _ in 0..<count { gate.signal() } }
    func waitForRead() { started.wait() }
    func chill() {}

    func account(at address: Address) throws(StateReadError) -> AccountState? {
      reads.withLock { $0.append(address) }
      started.signal()
      gate.wait()
      let isFailure = failures.withLock { left in
        left -= 1
        return left >= 0
      }
      if isFailure { throw .store("injected") }
      return AccountState(nonce: 7)
    }

    func storage(at address: Address, slot: UInt256) -> UInt256 { slot &+ .one }
    func code(hash: Hash32) -> [UInt8] { [1, 2, 3] }
  }

  private let address = Address(word: 5)

  private func concurrently<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable () -> Value
  ) -> (threads: DispatchGroup, values: () -> [Value]) {
    let group = DispatchGroup()
    let values = ValueList<Value>()
    for _ in 0..<count {
      let thread = Thread {
        values.append(body())
        group.leave()
      }
      group.enter()
      thread.start()
    }
    return (group, { values.all })
  }

  private final class ValueList<Value: Sendable>: Sendable {
    private let list = Mutex<[Value]>([])
    func append(_ value: Value) { list.withLock { $0.append(value) } }
    var all: [Value] { list.withLock { $0 } }
  }

  /// Waits until `condition` holds; a test that waits in vain ends by its time limit.
  private func wait(until condition: () -> Bool) {
    while !condition() { usleep(100) }
  }

  @Test(.timeLimit(.minutes(15)))
  func whoAsksForTheSameThingAtOnceReadsItOnce() throws {
    let store = GatedStore()
    let cache = ReadCache(store: store)
    let (threads, values) = concurrently(8) { [address] in try? cache.account(at: address)?.nonce }
    wait { cache.counts.late == 7 }
    store.open()
    threads.wait()
    #expect(store.readAddresses == [address])
    #expect(values() == Array(repeating: 7, count: 8))
    #expect(try cache.account(at: address)?.nonce == 7)
    var counts = ReadCounts()
    (counts.cold, counts.late, counts.warm) = (1, 7, 1)
    #expect(cache.counts == counts)
  }

  @Test(.timeLimit(.minutes(15)))
  func aFailureIsNobodysAnswer() throws {
    let store = GatedStore(failures: 1)
    let cache = ReadCache(store: store)
    let (threads, values) = concurrently(4) { [address] in
      do throws(StateReadError) {
        return try cache.account(at: address).map { "\($0.nonce)" } ?? "none"
      } catch {
        return "\(error)"
      }
    }
    wait { cache.counts.late == 3 }
    // The first read fails; one of the three who waited for it reads again.
    store.open(2)
    threads.wait()
    #expect(values().sorted() == ["7", "7", "7", "state store: injected"])
    #expect(store.readAddresses.count == 2)
  }

  @Test(.timeLimit(.minutes(15)))
  func readingAheadIsCountedByWhatBecameOfIt() throws {
    let store = GatedStore()
    let cache = ReadCache(store: store)
    let others = (10..<13).map { Address(word: UInt256($0)) }
    let (threads, _) = concurrently(1) { [address] in
      cache.warm(([address, address] + others).map(ReadCache.Read.account))
    }
    // The executor asks for what is being read ahead: it waits, and the read was useful.
    store.waitForRead()
    let (late, values) = concurrently(1) { [address] in try? cache.account(at: address)?.nonce }
    wait { cache.counts.late == 1 }
    store.open(4)
    threads.wait()
    late.wait()
    #expect(values() == [7])
    #expect(try cache.account(at: others[0])?.nonce == 7)
    #expect(try cache.account(at: others[0])?.nonce == 7)
    let counts = cache.counts
    #expect(counts.prefetched == 4)
    #expect(counts.useful == 2)
    #expect(counts.useless == 2)
    #expect(counts.late == 1)
    #expect(counts.warm == 2)
    #expect(counts.cold == 0)
    #expect(store.readAddresses == [address] + others)
  }

  @Test(.timeLimit(.minutes(15)))
  func aReadAheadThatFailsLeavesTheErrorToTheExecutor() throws {
    let store = GatedStore(failures: 2)
    let cache = ReadCache(store: store)
    store.open(3)
    cache.warm([.account(address)])
    #expect(throws: StateReadError.store("injected")) { try cache.account(at: address) }
    #expect(try cache.account(at: address)?.nonce == 7)
    #expect(cache.counts.useful == 0)
  }

  @Test func slotsAndCodesAreReadOnceToo() throws {
    let cache = ReadCache(store: GatedStore())
    for _ in 0..<3 {
      #expect(try cache.storage(at: address, slot: 8) == 9)
      #expect(try cache.code(hash: .zero) == [1, 2, 3])
      try cache.touchCode(hash: .zero)
    }
    #expect(cache.counts.cold == 2)
    #expect(cache.counts.warm == 7)
  }

  @Test func warmingStopsWhenItIsCancelled() throws {
    let cache = ReadCache(store: GatedStore())
    var asked = 0
    cache.warm(
      (0..<9).map { .slot(StorageKey(address: address, slot: UInt256($0))) },
      isCancelled: {
        asked += 1
        return asked > 4
      })
    #expect(cache.counts.prefetched == 4)
  }

  /// Many threads on few keys: whatever they do at once, every answer is right and read once.
  @Test(.timeLimit(.minutes(15)))
  func manyThreadsGetRightAnswers() {
    let store = StoreTests.store(coldReadMicroseconds: 20, parallelReads: 4)
    let cache = ReadCache(store: store)
    let (threads, values) = concurrently(6) {
      let reads = (0..<200).map { UInt256($0 * 7 % 64) }
      cache.warm(reads.prefix(20).map { .slot(StorageKey(address: .zero, slot: $0)) })
      return reads.allSatisfy { (try? cache.storage(at: .zero, slot: $0)) == $0 &* 3 }
    }
    threads.wait()
    #expect(values() == Array(repeating: true, count: 6))
    let counts = cache.counts
    #expect(counts.cold + counts.prefetched == 64)
    #expect(counts.cold + counts.warm + counts.late == 6 * 200)
    #expect(counts.useless == 0)
  }
}
