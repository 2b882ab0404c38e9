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

/// The same for tasks that are things of their own, such as parts of one list that are to be filled. Threads take turns
/// forth and back, so that tasks of rising cost are shared out evenly.
///
/// # Panics
/// When a task panics, with its panic.
///
/// ```
/// use blocs::math::parallel;
/// let mut list = [0; 7];
/// let lengths = parallel::each(list.chunks_mut(3).enumerate().collect(), 2, |(number, part)| {
///     part.fill(number);
///     part.len()
/// });
/// assert_eq!((list, lengths), ([0, 0, 0, 1, 1, 1, 2], vec![3, 3, 1]));
/// ```
pub fn each<S: Send, T: Send>(tasks: Vec<S>, threads: usize, work: impl Fn(S) -> T + Sync) -> Vec<T> {
    let (count, work) = (tasks.len(), &work);
    let threads = threads.clamp(1, count.max(1));
    if threads == 1 {
        return tasks.into_iter().map(work).collect();
    }
    let mut shares: Vec<Vec<(usize, S)>> = (0..threads).map(|_| Vec::new()).collect();
    for (number, task) in tasks.into_iter().enumerate() {
        let (round, turn) = (number / threads, number % threads);
        shares[if round % 2 == 0 { turn } else { threads - 1 - turn }].push((number, task));
    }
    let mut done: Vec<(usize, T)> = std::thread::scope(|scope| {
        let handles: Vec<_> = shares
            .into_iter()
            .map(|share| scope.spawn(move || share.into_iter().map(|(n, task)| (n, work(task))).collect::<Vec<_>>()))
            .collect();
        let join = |handle: std::thread::ScopedJoinHandle<'_, Vec<(usize, T)>>| match handle.join() {
            Ok(share) => share,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        handles.into_iter().flat_map(join).collect()
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::{each, map};

    #[test]
    fn more_threads_than_tasks_and_no_task_at_all() {
        assert_eq!(map(2, 8, |task| task), [0, 1]);
        assert_eq!(map(0, 2, |task| task), [0; 0]);
        assert_eq!(each(vec![3, 4], 8, |task| task), [3, 4]);
        assert_eq!(each(vec![(); 0], 2, |()| 1), [0; 0]);
        assert_eq!(map(7, 0, |task| task), [0, 1, 2, 3, 4, 5, 6]);
    }
}
