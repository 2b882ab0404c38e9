//! The same list for any number of threads.

use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};
use std::{hint, iter, thread};

/// Computes `work(0)`, `work(1)`, ... on so many threads and gives the results in order.
///
/// Every task is done whole by one thread, so a sum inside a task has one order and the result does not depend on
/// the number of threads.
///
/// # Panics
/// When a task panics, with its panic.
///
/// ```
/// use blocs::math::parallel;
/// assert_eq!(parallel::map(5, 1, |task| task * task), parallel::map(5, 3, |task| task * task));
/// ```
pub fn map<T: Send>(tasks: usize, threads: usize, work: impl Fn(usize) -> T + Send + Sync) -> Vec<T> {
    together(threads.min(tasks), |crew| crew.each((0..tasks).collect(), work))
}

/// Starts so many threads less one, which do one list of tasks after the other until `lead` ends; who asks works too.
/// A call of half a millisecond that makes two lists, one of the other, cannot wait for two starts.
///
/// ```
/// use blocs::math::parallel;
/// use std::sync::Arc;
/// let sums = parallel::together(2, |crew| {
///     let squares: Arc<[u32]> = crew.each(vec![1, 2, 3], |number: u32| number * number).into();
///     crew.each(vec![0, 1], move |from: usize| squares[from] + squares[from + 1])
/// });
/// assert_eq!(sums, [5, 13]);
/// ```
pub fn together<'env, R>(threads: usize, lead: impl for<'scope> FnOnce(&Crew<'scope, 'env>) -> R) -> R {
    thread::scope(|scope| {
        let helper = |_| {
            let (give, take) = mpsc::channel::<Share>();
            scope.spawn(move || iter::from_fn(|| soon(&take)).for_each(|share| share()));
            give
        };
        lead(&Crew { helpers: (1..threads).map(helper).collect(), env: PhantomData })
    })
}

/// Threads that wait for the next list of tasks.
pub struct Crew<'scope, 'env: 'scope> {
    helpers: Vec<Sender<Share<'scope>>>,
    env: PhantomData<&'scope &'env ()>,
}

/// What a helper does of a list.
type Share<'scope> = Box<dyn FnOnce() + Send + 'scope>;

impl<'scope> Crew<'scope, '_> {
    /// How many threads work.
    pub fn threads(&self) -> usize {
        1 + self.helpers.len()
    }
    /// The results of these tasks in their order. Whoever is free takes the next one, so that a thread that is held up
    /// or has not started holds up nobody else; where tasks differ in cost, the dearest come first.
    ///
    /// # Panics
    /// When a task panics, with its panic.
    pub fn each<S, T>(&self, tasks: Vec<S>, work: impl Fn(S) -> T + Send + Sync + 'scope) -> Vec<T>
    where
        S: Send + 'scope,
        T: Send + 'scope,
    {
        if self.helpers.is_empty() || tasks.len() < 2 {
            return tasks.into_iter().map(work).collect();
        }
        let count = tasks.len();
        let list = Arc::new((Mutex::new(tasks.into_iter().enumerate()), work));
        let (give, take) = mpsc::channel();
        for helper in &self.helpers {
            let (list, give) = (list.clone(), give.clone());
            let share = move || {
                while let Some((number, task)) = next(&list.0) {
                    // A panic is a result like any other, which whoever asked passes on.
                    let result = catch_unwind(AssertUnwindSafe(|| list.1(task)));
                    if give.send((number, result)).is_err() {
                        return;
                    }
                }
            };
            // A helper ends with the crew alone, so that there is somebody to take it.
            let _ = helper.send(Box::new(share));
        }
        let mut done = Vec::with_capacity(count);
        while let Some((number, task)) = next(&list.0) {
            done.push((number, list.1(task)));
        }
        let left = count - done.len();
        let passed_on = |(number, result): (usize, thread::Result<T>)| match result {
            Ok(result) => (number, result),
            Err(panic) => resume_unwind(panic),
        };
        done.extend(iter::from_fn(|| soon(&take)).take(left).map(passed_on));
        done.sort_unstable_by_key(|(number, _)| *number);
        done.into_iter().map(|(_, result)| result).collect()
    }
}

/// Nobody panics while he takes a task, so the lock is never poisoned.
fn next<I: Iterator>(waiting: &Mutex<I>) -> Option<I::Item> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).next()
}

/// How often somebody looks whether there is work before he sleeps: some 20 microseconds, less than it takes to wake.
const LOOKS: usize = 1000;

/// What comes next, or that nothing will.
fn soon<T>(take: &Receiver<T>) -> Option<T> {
    for _ in 0..LOOKS {
        match take.try_recv() {
            Ok(next) => return Some(next),
            Err(TryRecvError::Disconnected) => return None,
            Err(TryRecvError::Empty) => hint::spin_loop(),
        }
    }
    take.recv().ok()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{map, together};

    #[test]
    fn more_threads_than_tasks_and_no_task_at_all() {
        assert_eq!(map(2, 8, |task| task), [0, 1]);
        assert_eq!(map(0, 2, |task| task), [0; 0]);
        assert_eq!(together(8, |crew| crew.each(vec![3, 4], |task| task)), [3, 4]);
        assert_eq!(together(2, |crew| crew.each(vec![(); 0], |()| 1)), [0; 0]);
        assert_eq!(map(7, 0, |task| task), [0, 1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn results_stand_in_the_order_of_the_tasks_whoever_did_them() {
        // The first task waits until all others are done, which one that takes turns would never see.
        let left = AtomicUsize::new(40);
        let done = map(41, 2, |task| {
            while task == 0 && left.load(Ordering::Acquire) > 0 {
                std::thread::yield_now();
            }
            left.fetch_sub(usize::from(task > 0), Ordering::AcqRel);
            task * task
        });
        assert_eq!(done, (0..41).map(|task| task * task).collect::<Vec<_>>());
    }

    #[test]
    fn one_list_after_the_other() {
        for threads in [1, 2, 5] {
            let last = together(threads, |crew| {
                assert_eq!(crew.threads(), threads);
                let mut list: Vec<usize> = (0..30).collect();
                for _ in 0..20 {
                    list = crew.each(list, |number| number + 1);
                }
                list
            });
            assert_eq!(last, (20..50).collect::<Vec<_>>());
        }
    }

    #[test]
    #[should_panic(expected = "the third")]
    fn the_panic_of_a_task_is_passed_on() {
        map(8, 2, |task| assert!(task != 2, "the third"));
    }

    #[test]
    #[should_panic(expected = "the helper's")]
    fn the_panic_of_a_helper_is_passed_on() {
        let own = std::thread::current().id();
        let started = AtomicUsize::new(0);
        map(2, 2, |_| {
            // Each waits for the other, so that one of the two is the helper's.
            started.fetch_add(1, Ordering::AcqRel);
            while started.load(Ordering::Acquire) < 2 {
                std::thread::yield_now();
            }
            assert!(std::thread::current().id() == own, "the helper's");
        });
    }
}
