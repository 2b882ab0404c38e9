//! The same list for any number of threads.

/// Computes `work(0)`, `work(1)`, ... on so many threads and gives the results in order.
///
/// Every task is done whole by one thread, so a sum inside a task has one order and the result does not depend on
/// the number of threads. Thread `t` takes the tasks t, t + threads, ...: rows of a triangle are shared out evenly.
///
/// # Panics
/// When a task panics, with its panic.
///
/// ```
/// use blocs::math::parallel;
/// assert_eq!(parallel::map(5, 1, |task| task * task), parallel::map(5, 3, |task| task * task));
/// ```
pub fn map<T: Send>(tasks: usize, threads: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = threads.clamp(1, tasks.max(1));
    if threads == 1 {
        return (0..tasks).map(work).collect();
    }
    let work = &work;
    let mut shares: Vec<std::vec::IntoIter<T>> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads)
            .map(|first| scope.spawn(move || (first..tasks).step_by(threads).map(work).collect::<Vec<T>>()))
            .collect();
        let join = |handle: std::thread::ScopedJoinHandle<'_, Vec<T>>| match handle.join() {
            Ok(share) => share.into_iter(),
            Err(panic) => std::panic::resume_unwind(panic),
        };
        handles.into_iter().map(join).collect()
    });
    (0..tasks).filter_map(|task| shares[task % threads].next()).collect()
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn more_threads_than_tasks_and_no_task_at_all() {
        assert_eq!(map(2, 8, |task| task), [0, 1]);
        assert_eq!(map(0, 2, |task| task), [0; 0]);
        assert_eq!(map(7, 0, |task| task), [0, 1, 2, 3, 4, 5, 6]);
    }
}
