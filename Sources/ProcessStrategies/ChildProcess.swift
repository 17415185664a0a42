import Foundation

/// A running child, with pipes to its three standard streams, in a process group of its own: what
/// it starts ends with it.
final class ChildProcess {
  /// Its standard input; non-blocking, like the others.
  private(set) var input: Int32
  /// Its standard output.
  let output: Int32
  /// Its standard error.
  let errors: Int32

  private let identifier: pid_t
  private var ending: String?

  /// Starts a command in a folder; the program is looked up on the PATH.
  init(command: [String], folder: String) throws(ProcessFailure) {
    var pipes: [(read: Int32, write: Int32)] = []
    func closeAll() {
      for pipe in pipes {
        close(pipe.read)
        close(pipe.write)
      }
    }
    for _ in 0..<3 {
      guard let pipe = Self.pipe() else {
        closeAll()
        throw .notStarted(reason: String(cString: strerror(errno)))
      }
      pipes.append(pipe)
    }
    let streams = (pipes[0].read, pipes[1].write, pipes[2].write)
    switch Self.spawn(command, in: folder, streams: streams) {
    case .failure(let failure):
      closeAll()
      throw failure
    case .success(let identifier): self.identifier = identifier
    }
    close(streams.0)
    close(streams.1)
    close(streams.2)
    (input, output, errors) = (pipes[0].write, pipes[1].read, pipes[2].read)
    for file in [input, output, errors] {
      _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) | O_NONBLOCK)
    }
  }

  deinit {
    // Whoever reads its input to the end stops by itself; nobody waits long for others.
    closeInput()
    if awaitEnding(milliseconds: 100) == nil { kill() }
    close(output)
    close(errors)
  }

  /// Tells the process that nothing more will come.
  func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Ends the process and all that it started.
  func kill() {
    guard ending == nil else { return }
    _ = Foundation.kill(-identifier, SIGKILL)
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    ending = "was ended"
  }

  /// How the process ended, if it does within a time.
  func awaitEnding(milliseconds: Int) -> String? {
    for attempt in 0...milliseconds {
      if ending != nil { break }
      var status: Int32 = 0
      if waitpid(identifier, &status, WNOHANG) == identifier {
        ending = Self.text(ofStatus: status)
        // What it started may still hold the pipes.
        _ = Foundation.kill(-identifier, SIGKILL)
      } else if attempt < milliseconds {
        usleep(1000)
      }
    }
    return ending
  }

  private static func text(ofStatus status: Int32) -> String {
    // The low seven bits are the signal, the next byte is the exit code.
    let signal = status & 0x7f
    guard signal == 0 else {
      return "was ended by signal \(signal) (\(String(cString: strsignal(signal))))"
    }
    let code = (status >> 8) & 0xff
    return code == 127
      ? "ended with exit code 127 (no such program?)" : "ended with exit code \(code)"
  }

  /// A pipe that no other child inherits.
  private static func pipe() -> (read: Int32, write: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard Foundation.pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func spawn(
    _ command: [String], in folder: String, streams: (Int32, Int32, Int32)
  ) -> Result<pid_t, ProcessFailure> {
    // The shell changes the folder and is replaced by the command.
    let words = ["/bin/sh", "-c", "cd -- \"$0\" && exec \"$@\"", folder] + command
    let variables = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }.sorted()
    var arguments = words.map { strdup($0) } + [nil]
    var environment = variables.map { strdup($0) } + [nil]
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      for text in arguments + environment { free(text) }
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, streams.0, 0)
    posix_spawn_file_actions_adddup2(&actions, streams.1, 1)
    posix_spawn_file_actions_adddup2(&actions, streams.2, 2)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    var identifier: pid_t = 0
    let code = posix_spawn(
      &identifier, "/bin/sh", &actions, &attributes, &arguments, &environment)
    guard code == 0 else {
      return .failure(.notStarted(reason: String(cString: strerror(code))))
    }
    return .success(identifier)
  }
}
